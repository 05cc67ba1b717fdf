#include "dmp/render/html.hpp"

#include "dmp/render/xml.hpp"

namespace dmp::render {
namespace {

// The look and the one script of a page: nothing is loaded from elsewhere.

constexpr std::string_view kBegin = "<!DOCTYPE html>\n";

constexpr std::string_view kHead = R"(<meta charset='utf-8'>
<meta name='viewport' content='width=device-width, initial-scale=1'>
<meta http-equiv='Content-Security-Policy'
  content='default-src &apos;none&apos;; style-src &apos;unsafe-inline&apos;; script-src &apos;unsafe-inline&apos;'>
)";

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --soft: #5b6570; --line: #d5dae0;
  --fine: #2f7d4f; --soon: #9a5b00; --bad: #b3261e; --quiet: #66707b; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --paper: #14181d; --soft: #a0abb7; --line: #333b45;
  --fine: #5dbb83; --soon: #f0a942; --bad: #ff8a80; --quiet: #8d98a4; } }
body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 2rem auto;
  max-width: 96rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
.soft { color: var(--soft); } .scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number { text-align: right; white-space: nowrap; } td.place { overflow-wrap: anywhere; min-width: 14rem; font-size: .85em; }
caption { text-align: left; }
th button { all: unset; cursor: pointer; font-weight: 600; } th button:focus-visible { outline: 2px solid var(--soon); }
th[aria-sort=ascending] button::after { content: ' \25B2'; } th[aria-sort=descending] button::after { content: ' \25BC'; }
.fine { color: var(--fine); } .soon { color: var(--soon); } .bad { color: var(--bad); } .quiet { color: var(--quiet); }
svg { width: 100%; height: auto; } svg text { font: 11px system-ui, sans-serif; fill: var(--ink); }
rect.fine { fill: var(--fine); } rect.soon { fill: var(--soon); } rect.bad { fill: var(--bad); }
rect.quiet { fill: var(--quiet); } line { stroke: var(--line); } line.today { stroke: var(--bad); }
code { overflow-wrap: anywhere; }
@page { size: A4 landscape; margin: 12mm; }
@media print { :root { color-scheme: light; } body { margin: 0; padding: 0; max-width: none; font-size: 8pt; }
  .scroll { overflow: visible; } caption { display: none; }
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
)";

}  // namespace

std::string html_page(std::string_view title, std::string_view content, Language language) {
  using xml::element;
  const auto heading = xml::escaped(title);
  return std::string(kBegin) + "<html lang=\"" + (language == Language::french ? "fr" : "en") +
         "\">\n<head>\n" + std::string(kHead) + element("title", heading) + "\n" +
         element("style", kStyle) + "\n</head>\n<body>\n<main>\n" + element("h1", heading) + "\n" +
         std::string(content) + "</main>\n" + element("script", kScript) + "\n</body>\n</html>\n";
}

}  // namespace dmp::render
