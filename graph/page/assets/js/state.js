// What is shown is said by the address (#view= &node= &fact= &to= &known= &hide= &all= &fold= &open=), so links and the back button work.
const VIEWS = ["chain", "network", "focus", "flows", "timeline", "table"];
const START = { view: "chain", node: "", fact: "", to: "", known: "", hide: "", all: "", fold: "", open: "" };
let state = { ...START };
const onChange = [];

function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  const one = (name, holds) => (holds(given.get(name) ?? "") ? (given.get(name) ?? "") : START[name]);
  return {
    view: one("view", (name) => VIEWS.includes(name)),
    node: one("node", (key) => things.has(key)),
    fact: one("fact", (key) => facts.has(key)),
    to: one("to", (key) => things.has(key)),
    known: one("known", (date) => /^\d{4}(-\d\d){0,2}$/.test(date)),
    hide: one("hide", (flag) => flag === "1"),
    all: one("all", (flag) => flag === "1"),
    fold: one("fold", (flag) => flag === "1"),
    open: one("open", (text) => text.length < 4000),
  };
}

function addressOf(next) {
  const parts = Object.entries(next).filter(([, value]) => value);
  return `#${parts.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2F", "/")}`).join("&")}`;
}

function go(changes, { replace = false } = {}) {
  const next = { ...state, ...changes };
  if ("node" in changes && !("fact" in changes)) next.fact = "";
  if (("node" in changes || "fact" in changes) && !("to" in changes)) next.to = "";
  if (addressOf(next) === addressOf(state)) return;
  if (!replace || !replaceAddress(addressOf(next))) location.hash = addressOf(next);
  apply(next);
}

// A frame without an origin may not replace its address; it adds one instead.
function replaceAddress(address) {
  try {
    history.replaceState(null, "", address);
    return true;
  } catch {
    return false;
  }
}

function apply(next) {
  const before = state;
  state = next;
  for (const act of onChange) act(state, before);
}

addEventListener("hashchange", () => {
  const next = readAddress();
  if (addressOf(next) !== addressOf(state)) apply(next);
});
