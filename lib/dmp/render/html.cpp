#include "dmp/render/html.hpp"

#include "dmp/render/xml.hpp"

namespace dmp::render {
namespace {

// The look and the one script of a page: nothing is loaded from elsewhere.

constexpr std::string_view kBegin = "<!DOCTYPE html>\n";

constexpr std::string_view kHead = R"(<meta charset='utf-8'>
<meta name='viewport' content='width=device-width, initial-scale=1'>
)";

// SHA-256 of style and script, base64 (CSP 3, 2.3.1): nothing else is applied or run, whatever a
// name holds. A test computes them anew.
constexpr std::string_view kPolicy =
    "default-src 'none'; base-uri 'none'; form-action 'none'; "
    "style-src 'sha256-TQPY9Wjs7coU9qaXVboaKmaFBkauxbQq9fUajF5rvyo='; "
    "script-src 'sha256-8dHcUkRwVH+Ux/Fq0njVecFToiQdbXkjAHf205exj4o='";

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --soft: #5b6570; --line: #d5dae0;
  --fine: #2f7d4f; --soon: #9a5b00; --bad: #b3261e; --quiet: #66707b; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --paper: #14181d; --soft: #a0abb7; --line: #333b45;
  --fine: #5dbb83; --soon: #f0a942; --bad: #ff8a80; --quiet: #8d98a4; } }
body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 2rem auto;
  max-width: 96rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
h3 { font-size: 1rem; margin: 1rem 0 .2rem; } .summary { font-size: 1.2rem; font-weight: 600; }
.soft { color: var(--soft); } .filter { margin: .5rem 0; } [hidden] { display: none; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; } .scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td.mark { text-align: center; font-weight: 600; } td ul { margin: 0; padding-left: 1.1rem; }
.filter input { font: inherit; color: inherit; background: transparent; border: 1px solid var(--soft); padding: .2rem .4rem; }
.filter input:focus-visible { outline: 2px solid var(--soon); }
td.number { text-align: right; white-space: nowrap; } td.place { overflow-wrap: anywhere; min-width: 14rem; font-size: .85em; }
caption { text-align: left; }
th button { all: unset; cursor: pointer; font-weight: 600; } th button:focus-visible { outline: 2px solid var(--soon); }
th[aria-sort=ascending] button::after { content: ' \25B2'; } th[aria-sort=descending] button::after { content: ' \25BC'; }
.fine { color: var(--fine); } .soon { color: var(--soon); } .bad { color: var(--bad); } .quiet { color: var(--quiet); }
svg { width: 100%; height: auto; } svg text { font: 11px system-ui, sans-serif; fill: var(--ink); }
rect.fine { fill: var(--fine); } rect.soon { fill: var(--soon); } rect.bad { fill: var(--bad); }
rect.quiet { fill: var(--quiet); } line { stroke: var(--line); } line.today { stroke: var(--bad); } svg text.now { fill: var(--bad); text-anchor: middle; }
code { overflow-wrap: anywhere; }
@page { size: A4 landscape; margin: 12mm; }
@media print { :root { color-scheme: light; } body { margin: 0; padding: 0; max-width: none; font-size: 8pt; }
  .scroll { overflow: visible; } caption, .filter { display: none; }
  th button { display: contents; } th button::after { content: '' !important; }
  th, td { padding: .2rem .35rem; } td.place { min-width: 6rem; } thead, tr, li, svg { break-inside: avoid; }
  h2 { break-after: avoid; } }
)";

constexpr std::string_view kScript = R"(
for (const button of document.querySelectorAll('th button')) {
  button.addEventListener('click', () => {
    const cell = button.closest('th');
    const up = cell.getAttribute('aria-sort') !== 'ascending';
    const key = (row) => row.cells[cell.cellIndex].dataset.key ?? row.cells[cell.cellIndex].textContent;
    const body = cell.closest('table').tBodies[0];
    const order = (a, b) => key(a).localeCompare(key(b), undefined, { numeric: true }) * (up ? 1 : -1);
    for (const other of cell.parentNode.cells) other.removeAttribute('aria-sort');
    cell.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    body.append(...[...body.rows].sort(order));
  });
}
for (const table of document.querySelectorAll('table[data-filter]')) {
  const label = document.createElement('label');
  const input = document.createElement('input');
  input.type = 'search';
  label.className = 'filter';
  label.append(table.dataset.filter + ' ', input);
  table.parentNode.before(label);
  input.addEventListener('input', () => {
    const words = input.value.toLocaleLowerCase().split(/\s+/);
    for (const row of table.tBodies[0].rows) {
      const text = row.textContent.toLocaleLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
  });
}
)";

}  // namespace

std::string html_page(std::string_view title, std::string_view content, Language language) {
  using xml::attribute;
  using xml::element;
  const auto heading = xml::escaped(title);
  const auto policy = "<meta" + attribute("http-equiv", "Content-Security-Policy") +
                      attribute("content", kPolicy) + ">\n";
  return std::string(kBegin) + "<html lang=\"" + (language == Language::french ? "fr" : "en") +
         "\">\n<head>\n" + std::string(kHead) + policy + element("title", heading) + "\n" +
         element("style", kStyle) + "\n</head>\n<body>\n<main>\n" + element("h1", heading) + "\n" +
         std::string(content) + "</main>\n" + element("script", kScript) + "\n</body>\n</html>\n";
}

std::string html_table(const std::vector<std::string>& titles, std::string_view caption,
                       std::string_view rows, const Wording& wording) {
  using xml::attribute;
  using xml::element;
  std::string head;
  for (const auto& title : titles) {
    head += element("th", element("button", xml::escaped(title), attribute("type", "button")),
                    attribute("scope", "col"));
  }
  const auto label = element("caption", xml::escaped(caption), attribute("class", "soft")) + "\n";
  return "<div" + attribute("class", "scroll") + attribute("role", "region") +
         attribute("aria-label", caption) + attribute("tabindex", "0") + "><table" +
         attribute("data-filter", wording.text("report.filter")) + ">\n" + label + "<thead><tr>" +
         head + "</tr></thead>\n<tbody>\n" + std::string(rows) + "</tbody>\n</table></div>\n";
}

}  // namespace dmp::render
