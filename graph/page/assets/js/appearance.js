// Light and dark: the reader's system decides until the reader does.
const wantsDark = matchMedia("(prefers-color-scheme: dark)");

function remembered() {
  try {
    return localStorage.getItem("themegraph-theme");
  } catch {
    return null;
  }
}

function remember(theme) {
  try {
    localStorage.setItem("themegraph-theme", theme);
  } catch {
    /* a page from a file may have no storage */
  }
}

let started = false;
const isDark = () => document.documentElement.dataset.theme === "dark";

function useTheme(theme) {
  document.documentElement.dataset.theme = theme;
  view.families.forEach((family, index) =>
    document.documentElement.style.setProperty(`--family-${index}`, family[theme]),
  );
  palette = readPalette();
  if (started && state.view !== "table") rebuild();
}

function startAppearance() {
  useTheme(remembered() ?? (wantsDark.matches ? "dark" : "light"));
  wantsDark.addEventListener("change", () => {
    if (!remembered()) useTheme(wantsDark.matches ? "dark" : "light");
  });
  byId("toggle-theme").addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    remember(theme);
    useTheme(theme);
  });
  let before = "light";
  addEventListener("beforeprint", () => {
    before = document.documentElement.dataset.theme;
    useTheme("light");
    preparePrint();
  });
  addEventListener("afterprint", () => useTheme(before));
}

// On paper: the whole drawing in light colours, then every fact shown. A drawing of thousands is printed as it is seen.
function preparePrint() {
  showTable(true);
  if (state.view === "table") return;
  paint();
  const whole = scene.marks.size <= 1500;
  byId("printed").src = whole
    ? `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgOfScene())}`
    : byId("drawn").toDataURL("image/png");
}
