"""Colours of drawings: one set for light and dark ground, at least 3:1 on both, told apart with colour blindness."""

from __future__ import annotations

FAMILY_COLOURS = {
    "Money": "#d2661c",
    "Supply": "#2c86c8",
    "Demand": "#bf62a0",
    "Funds & listings": "#8b70d6",
    "Partners & rivals": "#1d9672",
    "Estimates": "#a58216",
    "Structure": "#7b8693",
}
GROUP_COLOURS = {
    "org": "#3f7fd8",
    "tech": "#1d968c",
    "layer": "#7b8693",
    "fund": "#8b70d6",
    "market": "#a58216",
    "other": "#7b8693",
}
FONT = 'system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans KR",sans-serif'
# A picture by itself cannot see the page around it, so it brings a ground and asks the system for light or dark.
GROUND = (
    ".tg-ground{fill:#fff}.tg-alone{color:#141a22;--ground:#fff}"
    "@media (prefers-color-scheme:dark){.tg-ground{fill:#161b23}.tg-alone{color:#e9edf3;--ground:#161b23}}"
)
# A rim and a patch in the colour of the ground, where the place says which that is, keep a note legible on its line.
BEHIND = "var(--jp-layout-color0,var(--vscode-editor-background,var(--ground,transparent)))"
RIM = f"paint-order:stroke;stroke-width:5px;stroke-linejoin:round;stroke:{BEHIND}"
PATCH = f"fill:{BEHIND}"
