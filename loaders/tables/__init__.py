"""Tables and trees of data: their rows, and what each kind of table says."""
