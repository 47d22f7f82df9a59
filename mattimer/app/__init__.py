"""How the program is put together: from the first frame to the composition root and the socket."""
