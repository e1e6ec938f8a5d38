"""themegraph completion SHELL: the script that makes a shell complete commands, questions, options and names."""

from __future__ import annotations

import argparse

from themegraph.commands.console import write
from themegraph.commands.options import add_store

# Each script hands over the words up to the cursor; without an answer the shell completes file names.
SCRIPTS = {
    "bash": """\
# eval "$(themegraph completion bash)"
_themegraph() {
  local IFS=$'\\n'
  COMPREPLY=($(themegraph complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
  [ ${#COMPREPLY[@]} -gt 0 ] && compopt -o filenames +o default
}
complete -o default -F _themegraph themegraph
""",
    "zsh": """\
# eval "$(themegraph completion zsh)"
_themegraph() {
  local -a found
  found=("${(@f)$(themegraph complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$found" ]]; then compadd -M 'm:{[:lower:]}={[:upper:]}' -- "${found[@]}"; else _files; fi
}
compdef _themegraph themegraph
""",
    "fish": """\
# themegraph completion fish | source
function __themegraph_complete
  set -l words (commandline -opc)
  themegraph complete -- $words[2..-1] (commandline -ct) 2>/dev/null
end
complete -c themegraph -a '(__themegraph_complete)'
""",
}


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the shell."""
    parser.add_argument("shell", choices=tuple(SCRIPTS), help="bash, zsh or fish")
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Print the script, to be read by the shell when it starts."""
    write(SCRIPTS[options.shell])
    return 0
