"""Ask veraPDF, where it is there, whether finished files keep to the standards they claim."""
