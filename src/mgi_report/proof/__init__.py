"""Read finished bytes back, and prove them by the data inside them."""
