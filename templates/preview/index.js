// Shows the pages of a profile, and shows them anew when the server tells of newer ones.
"use strict";
(() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const say = (key, values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const byId = (id) => document.getElementById(id);
  const made = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const main = byId("pages");
  const strip = byId("strip").querySelector("ol");
  const status = byId("status");
  const aside = byId("problems");
  const place = byId("place");
  const SCALES = [1, 1.5, 2, 3, 4];
  const THUMB = "0.4";
  const GAP = 16;

  const pages = [];
  let state = null;
  let current = 0;
  let reached = null;

  // A picture is drawn when its page comes near, and taken in only when it is whole, so that the
  // one before stays until then.
  const scaleFor = (page) => {
    const wanted = (page.sheet.clientWidth * devicePixelRatio) / page.told.width;
    return SCALES.find((scale) => scale >= wanted - 0.01) ?? SCALES.at(-1);
  };

  const load = async (image, digest, scale) => {
    const source = `/pages/${digest}@${scale}.png`;
    if (image.dataset.wanted === source) return;
    image.dataset.wanted = source;
    const next = new Image();
    next.src = source;
    try {
      await next.decode();
    } catch {
      // Newer pages have come meanwhile, or the server has gone.
      if (image.dataset.wanted === source) delete image.dataset.wanted;
      return;
    }
    if (image.dataset.wanted !== source) return;
    image.src = source;
    image.dataset.digest = digest;
  };

  const draw = (page) => {
    if (page.isNear) load(page.image, page.told.digest, scaleFor(page));
    if (page.isThumbNear) load(page.thumb, page.told.digest, THUMB);
  };

  const near = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const page = pages[entry.target.dataset.number - 1];
        if (!page) continue;
        page.isNear = entry.isIntersecting;
        draw(page);
      }
    },
    { root: main, rootMargin: "50% 0px" },
  );
  const thumbsNear = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const page = pages[entry.target.dataset.number - 1];
        if (!page) continue;
        page.isThumbNear = entry.isIntersecting;
        draw(page);
      }
    },
    { root: byId("strip"), rootMargin: "100% 0px" },
  );

  const addPage = (number) => {
    const image = made("img", { alt: "", decoding: "async" });
    const places = made("div", { className: "places" });
    const sheet = made("div", { className: "sheet" }, image, places);
    const mark = made("span", { className: "mark" });
    const folio = made("span");
    const caption = made("p", { className: "caption" }, folio, " ", mark);
    const section = made("section", { className: "page", id: `page-${number}` }, sheet, caption);
    section.dataset.number = number;

    const thumb = made("img", { alt: "" });
    const thumbFolio = made("span", { className: "number" });
    const thumbMark = made("span", { className: "mark" });
    const link = made(
      "a",
      { href: `#page-${number}` },
      made("span", { className: "thumb" }, thumb),
      thumbFolio,
      " ",
      thumbMark,
    );
    const item = made("li", {}, link);
    item.dataset.number = number;

    const folios = [folio, thumbFolio];
    const page = { number, image, places, sheet, mark, section, thumb, thumbMark, link, item, folios };
    pages.push(page);
    main.append(section);
    strip.append(item);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(page, true);
    });
    near.observe(section);
    thumbsNear.observe(item);
    return page;
  };

  const removePage = () => {
    const page = pages.pop();
    near.unobserve(page.section);
    thumbsNear.unobserve(page.item);
    page.section.remove();
    page.item.remove();
  };

  const fill = (page, told, total) => {
    const before = page.told;
    page.told = told;
    // What is printed on the page: on the screen blank pages are left out, but they count.
    const { number } = told;
    for (const each of page.folios) each.textContent = number;
    page.section.dataset.side = number % 2 ? "right" : "left";
    page.section.setAttribute("aria-label", say("of", { number, total }));
    page.image.alt = say("page", { number });
    page.sheet.style.aspectRatio = `${told.width} / ${told.height}`;
    page.thumb.parentElement.style.aspectRatio = `${told.width} / ${told.height}`;
    page.section.classList.toggle("changed", told.changed);
    page.item.classList.toggle("changed", told.changed);
    const mark = told.changed ? say("changed") : "";
    page.mark.textContent = page.thumbMark.textContent = mark;
    page.link.setAttribute("aria-label", `${say("page", { number })} ${mark}`.trim());
    if (JSON.stringify(before?.places) !== JSON.stringify(told.places)) {
      page.places.replaceChildren(...told.places.map(placeButton));
    }
    draw(page);
  };

  const percent = (part) => `${part * 100}%`;
  const placeButton = ([path, left, top, width, height]) => {
    const button = made("button", { type: "button", className: "place" });
    button.setAttribute("aria-label", say("find", { path }));
    button.dataset.path = path;
    button.style.left = percent(left);
    button.style.top = percent(top);
    button.style.width = percent(width);
    button.style.height = percent(height);
    button.addEventListener("click", () => find(path, button));
    return button;
  };

  // The path that is shown below the pages, and the button that asked for it.
  let asked = "";
  let asker = null;
  const find = async (path, button, opens = true) => {
    asked = path;
    asker = button;
    let told = null;
    try {
      const answer = await fetch(`/place?path=${encodeURIComponent(path)}`);
      if (answer.ok) told = await answer.json();
    } catch {
      // The server has gone: it is said as well.
    }
    if (asked !== path) return;
    for (const each of main.querySelectorAll(".place")) {
      each.classList.toggle("found", told !== null && each.dataset.path === path);
    }
    if (!told) {
      show(made("p", {}, say("unknown")));
      return;
    }
    const text = made("p", {}, made("code", {}, told.place), made("span", {}, told.path));
    show(text, told.editor);
    if (opens) place.querySelector("a")?.click();
  };

  const show = (text, editor = "") => {
    const close = made("button", { type: "button" }, say("close"));
    close.addEventListener("click", hide);
    const link = editor ? [made("a", { href: editor }, say("open"))] : [];
    place.replaceChildren(text, ...link, close);
  };
  const hide = () => {
    const hadFocus = place.contains(document.activeElement);
    asked = "";
    place.replaceChildren();
    for (const each of main.querySelectorAll(".place.found")) each.classList.remove("found");
    if (hadFocus && asker?.isConnected) asker.focus({ preventScroll: true });
  };

  const problemItem = (problem) => {
    const lines = problem.lines.map((line) =>
      made(
        "span",
        { className: "line" },
        ...line.map(([role, text]) =>
          role === "place" && problem.editor
            ? made("a", { href: problem.editor, className: role }, text)
            : made("span", { className: role === "severity" ? problem.severity : role }, text),
        ),
        "\n",
      ),
    );
    const text = made("pre", { tabIndex: 0 }, ...lines);
    text.setAttribute("role", "group");
    text.setAttribute("aria-label", problem.place || problem.severity);
    return made("li", { className: problem.severity }, text);
  };

  const changed = () => pages.filter((page) => page.told.changed);
  const tell = () => {
    const count = changed().length;
    let text = say("fine");
    if (state.stale) text = say("stale", { count: state.count });
    else if (state.busy) text = say(state.pages.length ? "busy" : "first");
    else if (count) text = count === 1 ? say("change") : say("changes", { count });
    if (status.textContent !== text) status.textContent = text;
    document.body.classList.toggle("stale", state.stale);
    document.body.classList.toggle("busy", state.busy);
    byId("previous").disabled = byId("next").disabled = !count;
  };

  const take = (told) => {
    const isFirst = !pages.length && told.pages.length;
    state = told;
    while (pages.length > told.pages.length) removePage();
    told.pages.forEach((each, index) => {
      fill(pages[index] ?? addPage(index + 1), each, told.pages.at(-1).number);
    });
    const problems = JSON.stringify(told.problems);
    if (aside.dataset.told !== problems) {
      aside.dataset.told = problems;
      aside.querySelector("ul").replaceChildren(...told.problems.map(problemItem));
      aside.hidden = !told.problems.length;
    }
    // A line may have moved.
    if (asked && !told.busy && !told.stale) find(asked, asker, false);
    document.body.dataset.version = told.version;
    tell();
    if (isFirst) {
      const wanted = pages[Number(location.hash.replace("#page-", "")) - 1];
      if (wanted) goTo(wanted, false);
      follow();
    }
  };

  const goTo = (page, isFocused) => {
    main.scrollTop += page.section.getBoundingClientRect().top - main.getBoundingClientRect().top - GAP;
    reached = main.scrollTop;
    if (isFocused) {
      page.section.tabIndex = -1;
      page.section.focus({ preventScroll: true });
    }
    follow(page);
  };

  // The current page is the one that was gone to, which may be beside another or at the end, and
  // after that the one at the middle of the view; the address keeps it for a reload.
  const follow = (known) => {
    const box = main.getBoundingClientRect();
    const middle = box.top + box.height / 2;
    const found =
      known ?? pages.find((page) => page.section.getBoundingClientRect().bottom >= middle);
    if (!found || found.number === current) return;
    current = found.number;
    for (const page of pages) page.link.removeAttribute("aria-current");
    found.link.setAttribute("aria-current", "true");
    const link = found.item.getBoundingClientRect();
    const seen = byId("strip").getBoundingClientRect();
    if (link.top < seen.top || link.bottom > seen.bottom) {
      byId("strip").scrollTop += link.top - seen.top - seen.height / 3;
    }
    history.replaceState(null, "", `#page-${current}`);
  };

  let waits = false;
  main.addEventListener("scroll", () => {
    if (waits || main.scrollTop === reached) return;
    reached = null;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      follow();
    });
  });

  const step = (direction) => {
    const found = changed();
    if (!found.length) return;
    const later = found.filter((page) => (page.number - current) * direction > 0);
    const ordered = direction > 0 ? later : later.reverse();
    goTo(ordered[0] ?? (direction > 0 ? found[0] : found.at(-1)), true);
  };
  byId("previous").addEventListener("click", () => step(-1));
  byId("next").addEventListener("click", () => step(1));

  const arrange = (isTwo) => {
    const page = pages[current - 1];
    main.classList.toggle("two", isTwo);
    byId("one").setAttribute("aria-pressed", String(!isTwo));
    byId("two").setAttribute("aria-pressed", String(isTwo));
    if (page) goTo(page, false);
    pages.forEach(draw);
  };
  byId("one").addEventListener("click", () => arrange(false));
  byId("two").addEventListener("click", () => arrange(true));

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") hide();
    else if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "1") arrange(false);
    else if (event.key === "2") arrange(true);
  });
  addEventListener("resize", () => pages.forEach(draw));

  const news = new EventSource("/events");
  news.addEventListener("message", (event) => take(JSON.parse(event.data)));
  news.addEventListener("open", () => document.body.classList.remove("gone"));
  news.addEventListener("error", () => {
    document.body.classList.add("gone");
    status.textContent = say("gone");
  });
})();
