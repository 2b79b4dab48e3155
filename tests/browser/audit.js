// What a page must keep so that everybody can use it: names, no control within a control, contrast, ids, sizes. Returns complaints.
() => {
  const out = [];
  const say = (what, node) => out.push(`${what}: ${node.outerHTML.slice(0, 160)}`);
  const seen = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && node.getClientRects().length > 0;
  const CONTROLS = "button, a[href], input:not([type=hidden]), textarea, select, summary, [role=button], [role=tab], [role=option], [tabindex]:not([tabindex='-1'])";
  const textOf = (ids) => (ids || "").split(/\s+/).map((id) => document.getElementById(id)?.textContent || "").join("").trim();
  const nameOf = (node) =>
    textOf(node.getAttribute("aria-labelledby")) || (node.getAttribute("aria-label") || "").trim() ||
    [...(node.labels || [])].map((label) => label.textContent).join("").trim() || (node.matches("input, textarea, select") ? "" : node.textContent.trim()) ||
    (node.getAttribute("title") || "").trim();
  const controls = [...document.querySelectorAll(CONTROLS)].filter((node) => seen(node) && !node.closest("[aria-hidden=true]"));
  for (const node of controls) {
    if (node.matches("button, a, input, textarea, select, summary, [role=button]") && !nameOf(node)) say("không có tên", node);
    const within = node.parentElement.closest("button, a[href], [role=button]");
    if (within) say("nút trong nút", within);
    const box = node.getBoundingClientRect(), inline = getComputedStyle(node).display.startsWith("inline") || node.matches("input[type=radio], input[type=checkbox], .tl-tim, .tl-dan");
    if (node.matches("button") && !inline && !node.closest("#bang-so-lieu") && (box.width < 24 || box.height < 24)) say(`nhỏ ${box.width}x${box.height}`, node);
  }
  for (const hidden of document.querySelectorAll("[aria-hidden=true]"))
    if (seen(hidden) && [...hidden.querySelectorAll("button, a[href], input, textarea")].some((n) => seen(n) && n.tabIndex >= 0)) say("giấu mà vẫn nhận bàn phím", hidden);
  const ids = new Map();
  for (const node of document.querySelectorAll("[id]:not([id=''])")) {
    if (ids.has(node.id) && (seen(node) || seen(ids.get(node.id)))) say("trùng id", node);
    ids.set(node.id, node);
  }
  for (const image of document.querySelectorAll("img:not([alt])")) say("ảnh không có lời", image);
  if (document.documentElement.lang !== "vi" || !document.title.trim()) say("thiếu ngôn ngữ hoặc tên trang", document.documentElement);

  const channels = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const style = getComputedStyle(at), [r, g, b, a = 1] = channels(style.backgroundColor);
      if (style.backgroundImage !== "none") return null;
      if (a > 0.98) return [r, g, b];
      if (a > 0.02) return null;
    }
    return [255, 255, 255];
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const judged = new Set();
  while (texts.nextNode()) {
    const node = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || judged.has(node) || !seen(node) || node.closest(".tl-an, .tl-lot, :disabled, [aria-hidden=true], svg")) continue;
    judged.add(node);
    const style = getComputedStyle(node), under = ground(node);
    if (!under) continue;
    const [a, b] = [light(channels(style.color)), light(under)].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (large ? 3 : 4.5)) say(`tương phản ${ratio.toFixed(2)}`, node);
  }
  return [...new Set(out)];
}
