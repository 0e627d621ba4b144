"""Say what is wrong, where and how to mend it: the one way of the whole program."""
