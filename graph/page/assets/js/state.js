// What is shown is said by the address (#view= &node= &fact=), so links and the back button work.
const VIEWS = ["chain", "network", "focus", "table"];
let state = { view: "chain", node: "", fact: "" };
const onChange = [];

function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  const node = things.has(given.get("node")) ? given.get("node") : "";
  const fact = facts.has(given.get("fact")) ? given.get("fact") : "";
  return { view: VIEWS.includes(given.get("view")) ? given.get("view") : "chain", node, fact };
}

function addressOf(next) {
  const parts = Object.entries(next).filter(([, value]) => value);
  return `#${parts.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2F", "/")}`).join("&")}`;
}

function go(changes) {
  const next = { ...state, ...changes };
  if ("node" in changes && !("fact" in changes)) next.fact = "";
  if (addressOf(next) === addressOf(state)) return;
  location.hash = addressOf(next);
  apply(next);
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
