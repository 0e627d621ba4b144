// Searches and filters the download page. Without it the page is the whole list.
"use strict";
(() => {
  const form = document.getElementById("finder");
  if (!form) return;

  const query = form.elements.namedItem("q");
  const shown = document.getElementById("shown");
  const clear = document.getElementById("clear");
  const unfold = document.getElementById("unfold");
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

  // Each file stands once as a button, once among all there is to know; or there alone.
  const filesOf = (card) => {
    const files = new Map();
    for (const element of card.querySelectorAll(".file")) {
      const { file } = element.dataset;
      if (!files.has(file)) {
        files.set(file, { elements: [], values: { ...card.dataset, ...element.dataset } });
      }
      files.get(file).elements.push(element);
    }
    return [...files.values()];
  };

  const more = (card) => card.querySelector(".more");
  const cards = [...document.querySelectorAll(".card")].map((element) => ({
    element,
    words: fold(element.dataset.search),
    // Names in other languages are long lists, in which a word is looked for from its beginning.
    known: ` ${element.dataset.known ?? ""}`,
    files: filesOf(element),
    lists: [...element.querySelectorAll(".gets, .version")],
    more: more(element),
  }));
  const groups = [...document.querySelectorAll(".group")].map((element, position) => ({
    element,
    cards: cards.filter((card) => element.contains(card.element)),
    letter: element.querySelector(".letter"),
    link: document.querySelectorAll(".letters li")[position],
  }));
  const letters = document.querySelector(".letters");
  const profiles = document.getElementById("profiles");
  const folds = profiles.classList.contains("folded");

  // "french" means the language, whatever else has the word in its name.
  const spoken = Object.entries(JSON.parse(form.dataset.spoken));
  const languagesOf = (word, fits) =>
    new Set(spoken.filter(([, names]) => names.some((name) => fits(name, word))).map(([tag]) => tag));
  const isName = (name, word) => name === word;
  const beginsName = (name, word) => ` ${name}`.includes(` ${word}`);

  const asked = (text) => {
    const whole = fold(text);
    const language = languagesOf(whole, isName);
    if (language.size) return { whole, words: [{ word: whole, is: language, may: language }] };
    const words = whole.split(" ").filter(Boolean);
    return {
      whole,
      words: words.map((word) => ({
        word,
        is: languagesOf(word, isName),
        may: languagesOf(word, beginsName),
      })),
    };
  };

  const finds = (card, file, { whole, words }) => {
    if (words.length > 1 && card.words.includes(whole)) return true;
    return words.every(({ word, is, may }) =>
      is.size
        ? is.has(file.values.language)
        : may.has(file.values.language) ||
          card.words.includes(word) ||
          card.known.includes(` ${word}`),
    );
  };

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

  // What is opened because something was found in it is closed again when nothing is looked for.
  const opened = new Set();
  const open = (details, is) => {
    if (!details) return;
    if (is && !details.open) {
      details.open = true;
      opened.add(details);
    } else if (!is && opened.delete(details)) {
      details.open = false;
    }
  };

  // Somebody who is typing need not hear the count after every letter, so it may wait.
  const apply = (wait) => {
    const search = asked(query.value);
    const filters = chosen();
    const seeks = search.words.length > 0 || filters.length > 0;
    let count = 0;
    for (const card of cards) {
      let found = 0;
      let behind = 0;
      for (const file of card.files) {
        const fits =
          finds(card, file, search) &&
          filters.every(([name, values]) => values.has(file.values[name]));
        for (const element of file.elements) element.hidden = !fits;
        if (!fits) continue;
        found += 1;
        if (file.elements.every((element) => card.more.contains(element))) behind += 1;
      }
      for (const list of card.lists) {
        list.hidden = !list.querySelector(".file:not([hidden])");
        if (list.matches(".gets")) list.previousElementSibling.hidden = list.hidden;
      }
      card.element.hidden = !found;
      // Nothing but what is folded fits: then it is no longer folded.
      open(card.more, found > 0 && behind === found);
      count += found;
    }
    for (const group of groups) {
      const found = group.cards.some((card) => !card.element.hidden);
      group.element.hidden = !found;
      if (group.link) group.link.hidden = !found;
      open(group.letter, seeks && found);
    }
    // What was found goes on without a gap between letters, and is short enough without a line of them.
    if (folds) {
      profiles.classList.toggle("found", seeks);
      letters.hidden = seeks;
    }
    clear.hidden = !seeks;
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
    if (hash && !hash.includes("=")) {
      // The address of a place on the page: of a letter, which is then opened.
      const group = groups.find(({ element }) => element.id === hash);
      if (group?.letter) group.letter.open = true;
      return;
    }
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
    // Focus goes on before the button is gone.
    query.focus();
    apply(250);
    keep();
  });
  addEventListener("hashchange", restore);

  // A letter that is chosen twice changes no address.
  for (const { link, letter } of groups) {
    link?.addEventListener("click", () => {
      if (letter) letter.open = true;
    });
  }
  if (unfold) {
    const words = [unfold.textContent, unfold.dataset.close];
    const every = groups.map(({ letter }) => letter);
    const name = () => {
      unfold.textContent = words[Number(every.every((letter) => letter.open))];
    };
    unfold.addEventListener("click", () => {
      const all = !every.every((letter) => letter.open);
      for (const letter of every) letter.open = all;
      opened.clear();
      name();
    });
    for (const letter of every) letter.addEventListener("toggle", name);
    unfold.hidden = false;
  }

  // Paper has nothing to open.
  const folded = new Set();
  addEventListener("beforeprint", () => {
    for (const { letter } of groups) {
      if (!letter || letter.open) continue;
      letter.open = true;
      folded.add(letter);
    }
  });
  addEventListener("afterprint", () => {
    for (const letter of folded) letter.open = false;
    folded.clear();
  });

  // Who goes to the page in another language goes on with the same search and filters.
  for (const link of document.querySelectorAll(".languages a")) {
    link.addEventListener("click", () => {
      link.hash = location.hash.includes("=") ? location.hash : "";
    });
  }

  const filters = document.getElementById("filters");
  if (filters) filters.open = matchMedia("(min-width: 48rem)").matches;
  apply(0);
  restore();
  form.hidden = false;
})();
