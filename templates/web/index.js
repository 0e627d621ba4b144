// Searches and filters the download page. Without it the page is the whole list.
"use strict";
(() => {
  const form = document.getElementById("finder");
  if (!form) return;

  const query = form.elements.namedItem("q");
  const shown = document.getElementById("shown");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const number = new Intl.NumberFormat(document.documentElement.lang);

  // Upper and lower case, accents and punctuation make no difference. Through upper case, since
  // that spells out letters such as ß.
  const fold = (text) =>
    text
      .toUpperCase()
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();

  const subjects = [...document.querySelectorAll(".subject")].map((element) => ({
    element,
    cards: [...element.querySelectorAll(".card")].map((card) => ({
      element: card,
      versions: [...card.querySelectorAll(".version")].map((version) => ({
        element: version,
        words: fold(version.dataset.search),
        files: [...version.querySelectorAll(".file")].map((file) => ({
          element: file,
          values: { ...card.dataset, ...version.dataset, ...file.dataset },
        })),
      })),
    })),
  }));

  const chosen = () => {
    const values = new Map();
    for (const box of boxes) {
      if (!box.checked) continue;
      if (!values.has(box.name)) values.set(box.name, new Set());
      values.get(box.name).add(box.value);
    }
    return [...values];
  };

  let later = 0;
  const tell = (count, wait) => {
    clearTimeout(later);
    later = setTimeout(() => {
      shown.textContent = count
        ? shown.dataset.text.replace("{shown}", number.format(count))
        : shown.dataset.nothing;
    }, wait);
  };

  // Somebody who is typing need not hear the count after every letter, so it may wait.
  const apply = (wait) => {
    const words = fold(query.value).split(" ").filter(Boolean);
    const filters = chosen();
    let count = 0;
    for (const subject of subjects) {
      let cards = 0;
      for (const card of subject.cards) {
        let versions = 0;
        for (const version of card.versions) {
          const found = words.every((word) => version.words.includes(word));
          let files = 0;
          for (const file of version.files) {
            const fits = found && filters.every(([name, values]) => values.has(file.values[name]));
            file.element.hidden = !fits;
            if (fits) files += 1;
          }
          version.element.hidden = !files;
          if (files) versions += 1;
          count += files;
        }
        card.element.hidden = !versions;
        if (versions) cards += 1;
      }
      subject.element.hidden = !cards;
    }
    tell(count, wait);
  };

  // The address after # keeps the search and the filters, so that they can be bookmarked and sent.
  const keep = () => {
    const state = new URLSearchParams();
    if (query.value.trim()) state.append("q", query.value.trim());
    for (const box of boxes) if (box.checked) state.append(box.name, box.value);
    history.replaceState(null, "", state.size ? `#${state}` : location.pathname + location.search);
  };

  const restore = () => {
    const hash = location.hash.slice(1);
    if (hash && !hash.includes("=")) return; // the address of a place on the page
    const state = new URLSearchParams(hash);
    query.value = state.get("q") ?? "";
    for (const box of boxes) box.checked = state.getAll(box.name).includes(box.value);
    apply(0);
  };

  form.addEventListener("input", () => {
    apply(250);
    keep();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    query.value = "";
    for (const box of boxes) box.checked = false;
    apply(250);
    keep();
    query.focus();
  });
  addEventListener("hashchange", restore);

  // Who goes to the page in another language goes on with the same search and filters.
  for (const link of document.querySelectorAll(".languages a")) {
    link.addEventListener("click", () => {
      link.hash = location.hash;
    });
  }

  const filters = document.getElementById("filters");
  if (filters) filters.open = matchMedia("(min-width: 48rem)").matches;
  apply(0);
  restore();
  form.hidden = false;
})();
