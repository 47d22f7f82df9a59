"""What a session is: plain values and functions. Standard library only, no clock, no I/O."""
