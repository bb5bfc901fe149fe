// Keeps the desk's page up to date, and moves along lists by keys. Without it every page still works.
"use strict";

const live = document.querySelector("[data-live]");
if (live) {
  const events = new EventSource(live.dataset.live);
  events.addEventListener("desk", (event) => { live.innerHTML = event.data; });
  addEventListener("pagehide", () => events.close());
}

const rows = () => [...document.querySelectorAll(".list tbody tr, ol.list > li")];
let here = -1;
let going = false;

function step(by) {
  const all = rows();
  if (!all.length) return;
  all[here]?.classList.remove("here");
  here = Math.min(Math.max(here + by, 0), all.length - 1);
  all[here].classList.add("here");
  all[here].querySelector("a")?.focus();
  all[here].scrollIntoView({ block: "nearest" });
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
  const to = going && document.querySelector(`nav [data-key="${CSS.escape(event.key)}"]`);
  going = event.key === "g";
  if (to) { to.click(); return; }
  if (event.key === "/") { event.preventDefault(); document.querySelector(".find input").focus(); }
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
});
