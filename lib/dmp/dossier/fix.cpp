#include "dmp/dossier/fix.hpp"

#include <algorithm>
#include <map>

#include "dmp/base/repair.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/documents/edit.hpp"
#include "dmp/documents/plain_quotes.hpp"
#include "dmp/documents/reading.hpp"

namespace dmp::dossier {
namespace {

Bytes bytes_of(std::string_view text) {
  const auto bytes = as_bytes(text);
  return {bytes.begin(), bytes.end()};
}

/// Opens a document, with plain quotes where it is no JSON without.
std::optional<documents::Edit> open(const FixRequest& request, Fixed& fixed) {
  fixed.document = as_text(request.text);
  auto edit = documents::Edit::open(request.text, request.file, fixed.findings);
  const bool has_mark = fixed.document.starts_with("\xEF\xBB\xBF");
  const bool is_text = !find_invalid_utf8(fixed.document);
  if ((edit && !has_mark) || !is_text) {
    return edit;
  }
  auto plain = documents::with_plain_quotes(fixed.document);
  Findings left;
  auto mended = documents::Edit::open(bytes_of(plain), request.file, left);
  if (!mended) {
    return edit;
  }
  fixed.has_quotes = plain != fixed.document;
  fixed.document = std::move(plain);
  return mended;
}

/// Mends by pointer: a value may take several repairs, one after the other.
using ByPointer = std::map<std::string, Mend>;

/// Does the safe repairs of one reading; tells whether there was any.
bool repair(const FixRequest& request, Fixed& fixed, ByPointer& mends) {
  const auto reading = documents::read_dossier(bytes_of(fixed.document), request.file);
  Findings findings;
  auto edit = documents::Edit::open(bytes_of(fixed.document), request.file, findings);
  if (!edit) {
    return false;
  }
  fixed.guesses.clear();
  bool has_any = false;
  for (const auto& finding : reading.findings) {
    const auto& pointer = finding.at.pointer;
    const auto meant = repair_of(finding);
    if (!meant || pointer.empty() || !edit->has(pointer)) {
      continue;
    }
    const std::string from(edit->written(pointer));
    const auto& to = meant->value;
    const Mend mend{finding.at, finding.site, finding.rule, from, to};
    if (!meant->is_safe) {
      fixed.guesses.push_back(mend);
    } else if (from != to) {
      mends.try_emplace(pointer, mend).first->second.to = to;
      edit->set(pointer, to);
      has_any = true;
    }
  }
  fixed.document = edit->result();
  return has_any;
}

}  // namespace

Fixed fix(const FixRequest& request) {
  Fixed fixed;
  fixed.understood = open(request, fixed).has_value();
  if (!fixed.understood) {
    return fixed;
  }
  fixed.findings.clear();
  ByPointer mends;
  // What one repair makes readable may show another one; no value takes more than a few.
  constexpr int kMost = 100;
  for (int i = 0; i < kMost && repair(request, fixed, mends); ++i) {
  }
  for (auto& [pointer, mend] : mends) {
    fixed.mends.push_back(std::move(mend));
  }
  std::ranges::stable_sort(
      fixed.mends, {}, [](const Mend& mend) { return std::pair(mend.at.line, mend.at.column); });
  return fixed;
}

}  // namespace dmp::dossier
