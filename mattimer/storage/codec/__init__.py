"""How what is kept is written: as a row, as a line of a shared folder, as an entry of an export."""
