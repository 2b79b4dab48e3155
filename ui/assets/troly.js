// What the page does in the browser: places and tabs, autosave, sources, slots, copying, the Enter key, the Word file.
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const sheet = () => $("#to-giay textarea");
  const notes = () => $("#ghi-chu textarea");
  const ask = () => $("#cau-hoi textarea");
  const field = (id) => $(`#${id} textarea, #${id} input`)?.value || "";
  const press = (id) => ($(`#${id} button`) || $(`button#${id}`) || $(`#${id}`))?.click();
  const say = (text, bad = false) => {
    const place = $("#da-luu");
    if (place) { place.textContent = text; place.classList.toggle("tl-hong", bad); }
  };
  const setValue = (box, text) => {
    const proto = box instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    Object.getOwnPropertyDescriptor(proto, "value").set.call(box, text);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // places
  const troly = (window.troly = {
    noi() {
      const query = new URLSearchParams(location.search);
      return [query.get("bc") || "", query.get("muc") || ""];
    },
    trang(name, values = []) {
      document.body.dataset.trang = name;
      return values;
    },
    dau(values = []) {
      if (!field("bao-cao-id") && document.body.dataset.trang === "ban-viet") troly.trang("bao-cao");
      return values;
    },
    the(name) {
      document.body.dataset.the = name;
      pressed();
    },
    khung(name, values = []) {
      document.body.dataset.khung = document.body.dataset.khung === name && !values.length ? "" : name;
      pressed();
      if (values.length && matchMedia("(max-width: 900px)").matches) troly.the("giay");
      return values;
    },
    word,
  });

  function pressed() {
    for (const kind of ["the", "khung"])
      for (const button of document.querySelectorAll(`button[data-${kind}]`)) {
        const on = String(button.dataset[kind] === document.body.dataset[kind]);
        if (button.getAttribute("aria-pressed") !== on) button.setAttribute("aria-pressed", on);
      }
  }

  // autosave: a pause, leaving the field or leaving the page saves; what could not be saved stays in this tab
  let waiting = null, timer = 0, saving = Promise.resolve();
  const here = () => $(".tl-dau-giay");
  function typed() {
    const head = here(), id = field("muc-id"); // the id comes with the text; the head may come later
    if (!head || !id) return;
    waiting = { id, text: sheet().value, base: head.dataset.muc === id ? Number(head.dataset.ban) : 0 };
    say("Đang gõ…");
    clearTimeout(timer);
    timer = setTimeout(flush, 1200);
    slots();
  }
  function flush() {
    keepNotes();
    clearTimeout(timer);
    const job = waiting;
    if (!job) return saving;
    waiting = null;
    saving = saving.then(() => save(job));
    return saving;
  }
  async function save(job) {
    try {
      const said = await put(`muc/${encodeURIComponent(job.id)}/van-ban`, { text: job.text, base: job.base });
      sessionStorage.removeItem(`troly-${job.id}`);
      if (here()?.dataset.muc === job.id) here().dataset.ban = said.version;
      if (waiting?.id === job.id) waiting.base = said.version;
      else say(said.crossed ? `${said.saved}. Mục này cũng vừa được sửa ở cửa sổ khác; bản kia còn trong danh sách bản.` : said.saved);
      refresh();
    } catch (error) {
      sessionStorage.setItem(`troly-${job.id}`, job.text);
      if (!waiting) waiting = job;
      say(`Chưa lưu được${error.message ? `: ${error.message}` : ""}. Đang thử lại…`, true);
      clearTimeout(timer);
      timer = setTimeout(flush, 4000);
    }
  }

  // states and versions are shown again, but never while another section is on its way
  let stale = false, asked = 0;
  function refresh() {
    stale = Boolean(coming);
    if (!stale) press("vua-luu");
  }
  function heal() {
    const id = field("muc-id"), head = here();
    const behind = stale || (head && id && head.dataset.muc !== id);
    if (coming || !behind || performance.now() - asked < 800) return;
    asked = performance.now();
    refresh();
  }
  async function put(path, data) {
    const reply = await fetch(path, {
      method: "PUT", keepalive: data.text.length < 15000, headers: { "content-type": "application/json", "x-troly": "1" },
      body: JSON.stringify(data),
    });
    const said = await reply.json();
    if (!reply.ok) throw new Error(said.error || said.detail || "");
    return said;
  }

  // notes are kept the same way
  let noted = null, noting = 0;
  function noteTyped() {
    const id = field("muc-id");
    if (!id) return;
    noted = { id, text: notes().value };
    say("Đang gõ…");
    clearTimeout(noting);
    noting = setTimeout(keepNotes, 1200);
  }
  function keepNotes() {
    clearTimeout(noting);
    const job = noted;
    noted = null;
    if (job) saving = saving.then(() => saveNotes(job));
  }
  async function saveNotes(job) {
    try {
      const said = await put(`muc/${encodeURIComponent(job.id)}/ghi-chu`, { text: job.text });
      sessionStorage.removeItem(`troly-ghi-${job.id}`);
      if (!noted && !waiting) say(said.saved);
      refresh();
    } catch (error) {
      sessionStorage.setItem(`troly-ghi-${job.id}`, job.text);
      if (!noted) noted = job;
      say(`Chưa lưu được ghi chú${error.message ? `: ${error.message}` : ""}. Đang thử lại…`, true);
      clearTimeout(noting);
      noting = setTimeout(keepNotes, 4000);
    }
  }

  // what the outline asks is ticked as the sheet and the notes come to say it
  const TICKS = { du: "đã có trong bản thảo", ghi: "mới có trong ghi chú", thieu: "chưa có" };
  function ticks() {
    const states = (here()?.dataset.y || "").split(" "), asked = [...document.querySelectorAll("#muc-hoi li[data-y]")];
    if (states.length !== asked.length || asked.every((li, at) => li.dataset.y === states[at])) return;
    asked.forEach((li, at) => {
      li.dataset.y = states[at];
      $(".tl-an", li).textContent = `(${TICKS[states[at]]})`;
    });
    const count = $("#dem-y");
    if (count) count.textContent = `${states.filter((s) => s === "du").length}/${count.textContent.split("/")[1]}`;
  }

  // slots of the sheet, as buttons that select them
  const SLOT = /\[(?!\^|\d{1,3}\])[^[\]\n]{1,120}\]/g;
  function slots() {
    const place = $("#cho-trong"), box = sheet();
    if (!place || !box) return;
    lining(box);
    const found = [...box.value.matchAll(SLOT)].map((m) => m[0]);
    const key = found.join("|");
    if (place.dataset.key === key) return;
    place.dataset.key = key;
    place.replaceChildren();
    if (!found.length) return;
    const label = document.createElement("span");
    label.textContent = `${found.length} chỗ cần điền:`;
    place.append(label);
    for (const slot of new Set(found)) {
      const button = document.createElement("button");
      button.type = "button"; button.className = "tl-o"; button.textContent = slot; button.dataset.tim = slot;
      place.append(button);
    }
  }
  // a lining under the sheet carries the marks that a text box cannot
  function lining(box) {
    let under = box.parentElement.querySelector(".tl-lot");
    if (!under) {
      under = document.createElement("div");
      under.className = "tl-lot"; under.setAttribute("aria-hidden", "true");
      box.before(under);
      box.addEventListener("scroll", () => { under.scrollTop = box.scrollTop; });
    }
    if (under.dataset.text === box.value && under.dataset.width === String(box.clientWidth)) return;
    const style = getComputedStyle(box);
    under.dataset.text = box.value; under.dataset.width = box.clientWidth;
    under.style.font = style.font; under.style.lineHeight = style.lineHeight; under.style.padding = style.padding;
    under.style.right = `${box.offsetWidth - box.clientWidth}px`;
    under.replaceChildren();
    let last = 0;
    for (const slot of box.value.matchAll(SLOT)) {
      const mark = document.createElement("mark");
      mark.textContent = slot[0];
      under.append(box.value.slice(last, slot.index), mark);
      last = slot.index + slot[0].length;
    }
    under.append(`${box.value.slice(last)}\n\n`);
    under.scrollTop = box.scrollTop;
  }
  function find(words) {
    const box = sheet();
    if (!box) return;
    let at = box.value.indexOf(words, box.selectionEnd);
    if (at < 0) at = box.value.indexOf(words);
    if (at < 0) return;
    troly.the("giay");
    box.focus();
    box.setSelectionRange(at, at + words.length);
    const style = getComputedStyle(box), ruler = document.createElement("div");
    ruler.style.cssText = `position:absolute;visibility:hidden;white-space:pre-wrap;overflow-wrap:break-word;width:${box.clientWidth}px;` +
      `padding:${style.padding};font:${style.font};line-height:${style.lineHeight}`;
    ruler.textContent = box.value.slice(0, at);
    document.body.append(ruler);
    box.scrollTop = Math.max(ruler.offsetHeight - box.clientHeight / 2, 0);
    ruler.remove();
  }

  // sources
  async function fragment(path, place) {
    const reply = await fetch(path);
    const text = await reply.text();
    if (reply.ok) place.innerHTML = text;
    else place.textContent = JSON.parse(text).error || "Không mở được nguồn này.";
  }
  async function source(button) {
    const place = $("#nguon-noi-dung");
    troly.khung("nguon", [1]);
    for (const other of document.querySelectorAll(".tl-dan[aria-current]")) other.removeAttribute("aria-current");
    button.setAttribute("aria-current", "true");
    place.innerHTML = '<p class="tl-trong">Đang mở nguồn…</p>';
    const quote = encodeURIComponent((button.dataset.trich || "").slice(0, 800));
    await fragment(`nguon/${encodeURIComponent(button.dataset.doan)}?trich=${quote}`, place);
    const marked = place.querySelector("mark") || place.querySelector(".tl-doan");
    const pane = $("#khung-nguon");
    if (marked) pane.scrollTop += marked.getBoundingClientRect().top - pane.getBoundingClientRect().top - 70;
  }
  async function view(id) {
    const place = $("#xem-tai-lieu");
    place.hidden = false;
    place.innerHTML = '<div class="tl-tai-lieu"><button type="button" class="tl-nut-vua" data-dong="1">Đóng</button><div id="noi-dung-tai-lieu"></div></div>';
    await fragment(`tai-lieu/${encodeURIComponent(id)}`, $("#noi-dung-tai-lieu"));
    $("[data-dong]", place).focus();
  }

  // Word
  async function word(draft) {
    await flush();
    const id = field("bao-cao-id");
    if (!id) return say("Chưa có báo cáo để tải.", true);
    say("Đang xuất Word…");
    const reply = await fetch(`tai-ve/${encodeURIComponent(id)}.docx${draft ? "?ban=du-thao" : ""}`);
    if (reply.ok) {
      const named = /filename\*=UTF-8''([^;]+)/.exec(reply.headers.get("content-disposition") || "");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await reply.blob());
      link.download = named ? decodeURIComponent(named[1]) : "bao-cao.docx";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      return say("Đã tải tệp Word");
    }
    const said = await reply.json().catch(() => ({}));
    if (reply.status === 409) {
      say(`Còn ${said.findings} lỗi, chưa xuất bản chính thức`, true);
      troly.trang("ban-viet");
      press("soat-het");
    } else say(said.error || "Không xuất được tệp Word.", true);
  }

  async function waive(button) {
    const reason = prompt("Lý do bỏ qua phát hiện này (được lưu cùng báo cáo):");
    if (!reason?.trim()) return;
    const reply = await fetch(`bao-cao/${encodeURIComponent(field("bao-cao-id"))}/bo-qua`, {
      method: "POST", headers: { "content-type": "application/json", "x-troly": "1" },
      body: JSON.stringify({ finding: button.dataset.boQua, reason }),
    });
    if (reply.ok) button.closest("li").remove();
    else say((await reply.json().catch(() => ({}))).error || "Chưa ghi được lý do.", true);
  }

  // clicks
  async function copy(button) {
    try { await navigator.clipboard.writeText(button.dataset.chep); }
    catch {
      const box = document.createElement("textarea");
      box.value = button.dataset.chep;
      document.body.append(box); box.select(); document.execCommand("copy"); box.remove();
    }
    const was = button.textContent;
    button.textContent = "Đã chép";
    setTimeout(() => { button.textContent = was; }, 1500);
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (!button) return;
    const data = button.dataset;
    if (data.doan) source(button);
    else if (data.chep !== undefined) copy(button);
    else if (data.tim) find(data.tim);
    else if (data.boQua) waive(button);
    else if (data.xem) view(data.xem);
    else if (data.dong) $("#xem-tai-lieu").hidden = true;
    else if (data.bam) press(data.bam);
    else if (data.hoi && button.classList.contains("tl-chip")) { setValue(ask(), data.hoi); setTimeout(() => press("gui"), 60); }
    else if (button.classList.contains("tl-the-khung")) troly.khung(data.khung);
    else if (data.the) troly.the(data.the);
    else if (button.id === "gui") sessionStorage.removeItem(`troly-hoi-${field("muc-id")}`);
    else if (data.muc) {
      for (const other of document.querySelectorAll("#dan-y [aria-current]")) other.removeAttribute("aria-current");
      button.setAttribute("aria-current", "true");
      if (data.muc !== field("muc-id")) opening(data.muc);
      troly.trang("ban-viet");
      troly.the("chat");
    }
  });

  // until a section has come, nothing is typed, sent or accepted in its name
  let coming = "", giveUp = 0;
  function opening(id) {
    flush();
    coming = id;
    document.body.dataset.doi = "1";
    clearTimeout(giveUp);
    giveUp = setTimeout(() => opened(true), 8000);
  }
  function opened(anyway = false) {
    if (!coming || (field("muc-id") !== coming && !anyway)) return;
    coming = "";
    delete document.body.dataset.doi;
  }

  // the Enter key: an input method that is composing keeps it
  let composed = 0;
  document.addEventListener("compositionend", () => { composed = performance.now(); }, true);
  function enter(event) {
    if (event.key !== "Enter" || event.target !== ask()) return;
    if (event.type === "keypress") { event.stopImmediatePropagation(); return; }
    const composing = event.isComposing || event.keyCode === 229 || performance.now() - composed < 40;
    if (coming) return event.preventDefault();
    if (composing || event.shiftKey || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    setTimeout(() => press("gui"), 30);
  }
  document.addEventListener("keydown", enter, true);
  document.addEventListener("keypress", enter, true);

  // what is typed
  const later = new Map();
  document.addEventListener("input", (event) => {
    const target = event.target;
    if (target === sheet()) typed();
    else if (target === notes()) noteTyped();
    else if (target === ask()) sessionStorage.setItem(`troly-hoi-${field("muc-id")}`, target.value);
    else if (target.closest?.("#trang-ho-so")) soon("luu-ho-so");
  });
  document.addEventListener("change", (event) => { if (event.target.closest?.("#trang-ho-so")) soon("luu-ho-so"); });
  function soon(id) {
    clearTimeout(later.get(id));
    later.set(id, setTimeout(() => { later.delete(id); press(id); }, 700));
  }
  document.addEventListener("focusout", (event) => { if ([sheet(), notes()].includes(event.target)) flush(); });
  addEventListener("pagehide", flush);
  addEventListener("beforeunload", (event) => {
    if (later.size || ((waiting || noted) && $("#da-luu.tl-hong"))) { flush(); event.preventDefault(); }
  });

  // gradio names its notices and a few controls in English only
  const SPOKEN = {
    "Click to upload or drop files": "Bấm hoặc kéo để tải tệp lên", "File upload": "Tệp tải lên", Dataframe: "Bảng số liệu",
    "Open cell menu": "Lệnh của ô", "Add row": "Thêm dòng", "Add column": "Thêm cột", "Remove this file": "Bỏ tệp này",
    "Dismiss alert": "Đóng thông báo", Close: "Đóng",
  };
  const TOASTS = { Error: "Chưa làm được", Warning: "Lưu ý", Info: "Trợ lý", Success: "Đã xong" };

  // follow the page: the address names the place, unsent words come back, the chat stays at its end
  let place = "";
  function follow() {
    opened();
    const report = field("bao-cao-id"), section = field("muc-id");
    if (`${report}/${section}` !== place && report) {
      place = `${report}/${section}`;
      history.replaceState(null, "", `?bc=${encodeURIComponent(report)}&muc=${encodeURIComponent(section)}`);
      const kept = sessionStorage.getItem(`troly-hoi-${section}`);
      if (ask() && ask().value !== (kept || "")) setValue(ask(), kept || "");
      const unsaved = sessionStorage.getItem(`troly-${section}`);
      if (unsaved !== null && sheet() && unsaved !== sheet().value) { setValue(sheet(), unsaved); }
      const unkept = sessionStorage.getItem(`troly-ghi-${section}`);
      if (unkept !== null && notes() && unkept !== notes().value) { setValue(notes(), unkept); }
      if (document.body.dataset.khung === "so-sanh") troly.khung("phat-hien", []);
      say("");
      const current = $("#dan-y [aria-current]"), roll = $("#dan-y");
      if (current && (current.offsetTop < roll.scrollTop || current.offsetTop > roll.scrollTop + roll.clientHeight - 60))
        roll.scrollTop = current.offsetTop - roll.clientHeight / 2;
    }
    slots();
    heal();
    ticks();
    pressed();
    const box = ask();
    if (box && matchMedia("(pointer: coarse)").matches && box.placeholder.includes("\n")) box.placeholder = box.placeholder.split("\n")[0];
    for (const [english, said] of Object.entries(SPOKEN))
      for (const place of document.querySelectorAll(`[aria-label="${english}"]`)) place.setAttribute("aria-label", said);
    for (const drop of document.querySelectorAll(".upload-container[aria-label]")) drop.removeAttribute("aria-label"); // its words name it
    for (const title of document.querySelectorAll(".toast-title")) {
      const said = TOASTS[title.firstChild?.textContent.trim()];
      if (said) title.firstChild.textContent = said;
      const header = title.closest('[role="button"]'); // a button holds the closing button: one of them is enough
      header?.removeAttribute("role");
      header?.removeAttribute("tabindex");
    }
    for (const [id, name] of [["khung-nguon", "Nguồn"], ["khung-phat-hien", "Phát hiện"], ["khung-so-sanh", "So sánh"]]) {
      const pane = $(`#${id}`); // rolled by the keyboard too
      if (pane && pane.tabIndex < 0) { pane.tabIndex = 0; pane.setAttribute("role", "region"); pane.setAttribute("aria-label", name); }
    }
    if (document.documentElement.lang !== "vi") document.documentElement.lang = "vi"; // gradio sets the browser's own
    const top = $("#dau-trang")?.offsetHeight;
    if (top) document.documentElement.style.setProperty("--dau", `${top}px`);
  }
  let end = "";
  function scrollChat() {
    const roll = $("#cuon-chat");
    const size = `${place}|${$("#lich-su")?.textContent.length}|${$("#dang-viet")?.textContent.length}`;
    if (!roll || size === end) return;
    end = size;
    toLastTurn(roll);
  }
  function toLastTurn(roll) { // a long answer is read from its beginning: the question stays at the top
    const asked = [...roll.querySelectorAll(".tl-nguoi")].pop();
    const top = asked ? asked.getBoundingClientRect().top - roll.getBoundingClientRect().top + roll.scrollTop - 8 : 0;
    roll.scrollTop = Math.min(top || roll.scrollHeight, roll.scrollHeight);
  }
  function start() {
    document.documentElement.lang = "vi";
    document.body.classList.remove("dark");
    document.body.dataset.trang = "ban-viet";
    troly.the("chat");
    troly.khung("phat-hien");
    let due = 0, watched = null;
    const grown = new ResizeObserver(() => { if (watched) toLastTurn(watched); });
    const watch = () => {
      if (watched === $("#cuon-chat")) return;
      watched = $("#cuon-chat");
      if (watched) grown.observe(watched);
    };
    new MutationObserver(() => {
      if (due) return;
      due = requestAnimationFrame(() => { due = 0; watch(); follow(); scrollChat(); });
    }).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["value"] });
    setInterval(follow, 500);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
