"""The look of a rendered notebook: text, code and outputs in one column, light or dark as the reader's system says."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --ground: #ffffff; --ink: #1a212b; --muted: #5a6573; --sunken: #f4f6f8; --line: #dde2e8;
  --accent: #1b5bcc; --mark: #7a3e9d; --text: #17703f; --number: #a8501a; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #12161d; --ink: #e6eaf0; --muted: #9ba7b7; --sunken: #1b222c; --line: #2e3744;
    --accent: #82b1ff; --mark: #cda6f0; --text: #7fd6a3; --number: #f0a878; }
}
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans KR", sans-serif; }
main { max-width: 980px; margin: 0 auto; padding: 24px 20px 80px; }
h1 { font-size: 1.9em; line-height: 1.2; margin: .6em 0 .4em; }
h2 { font-size: 1.3em; margin: 1.6em 0 .3em; }
a { color: var(--accent); }
.anchor-link { display: none; }
p { margin: .5em 0 .8em; }
code, pre { font: 13.5px/1.5 ui-monospace, "Cascadia Code", "DejaVu Sans Mono", monospace; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
p code, li code { background: var(--sunken); border-radius: 4px; padding: .1em .3em; }
.input_area, .jp-InputArea-editor, .jp-CodeMirrorEditor { background: var(--sunken); border-radius: 8px; }
.highlight { background: none; }
.highlight pre { padding: 10px 14px; }
.prompt, .jp-InputPrompt, .jp-OutputPrompt, .jp-InputCollapser, .jp-OutputCollapser { display: none; }
.jp-OutputArea, .output_wrapper { margin: 10px 0 18px; font-size: 14.5px; }
.jp-OutputArea-output, .output_subarea { overflow-x: auto; }
table { border-collapse: collapse; font-size: 14px; }
table.dataframe { border: 0; }
table.dataframe th, table.dataframe td { text-align: left !important; padding: .3em .9em .3em 0; border: 0;
  border-bottom: 1px solid var(--line); vertical-align: top; }
table.dataframe tbody tr th { vertical-align: top !important; }
img { max-width: 100%; height: auto; border-radius: 8px; }
.highlight .k, .highlight .kn, .highlight .ow, .highlight .kc { color: var(--mark); }
.highlight .s, .highlight .s1, .highlight .s2, .highlight .sa { color: var(--text); }
.highlight .mi, .highlight .mf { color: var(--number); }
.highlight .c1, .highlight .c { color: var(--muted); font-style: italic; }
"""
