"""One module for each command of the command line: `add_arguments(parser, words)` and `run(options)`."""
