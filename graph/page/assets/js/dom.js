// Elements are made node by node: a label is always text, never markup.
const byId = (id) => document.getElementById(id);

function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else if (key === "style") for (const [style, text] of Object.entries(value)) element.style.setProperty(style, text);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== "" && child !== undefined && child !== null));
  return element;
}

const button = (text, act, properties = {}) =>
  make("button", { type: "button", on: { click: act }, ...properties }, text);

function announce(text) {
  byId("live").textContent = text;
}

// Only web addresses become links; a script address stays text.
function isWeb(address) {
  return /^https?:\/\//i.test(address || "");
}

function link(text, address) {
  return isWeb(address) ? make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text) : text;
}

// One collator for all sorting: making one for each comparison is slow.
const collator = new Intl.Collator("en", { numeric: true });
const inOrder = (a, b) => collator.compare(a, b);
