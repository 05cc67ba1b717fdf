#include "dmp/model/categories.hpp"

#include <algorithm>

namespace dmp::model {
namespace {

/// The categories of the register that fit a kind of the dossier; a kind that is not here fits any.
struct KindCategories {
  std::string_view kind;
  std::string_view codes;
};
constexpr KindCategories kKinds[] = {
    {"hospital", "101 106 108 109 114 122 128 129 131 292 355 362 365"},
    {"chr", "101"},
    {"clinic", "108 109 122 128 129 292 365"},
    {"local-hospital", "106 355"},
    {"cancer-centre", "131"},
    {"psychiatric-hospital", "292"},
    {"military-hospital", "114"},
    {"home-hospitalisation", "127"},
    {"rehabilitation", "108 109 355 365"},
    {"long-stay", "362"},
    {"dialysis", "141 146"},
    {"health-centre", "124"},
    {"multi-professional-house", "603"},
    {"laboratory", "611"},
    {"imaging", "619"},
    {"pharmacy", "620"},
    {"gcs", "696 697"},
    {"ehpad", "500"},
    {"ehpa", "501 502"},
    {"autonomy-residence", "202"},
    {"fam", "437 448"},
    {"eam", "437 448"},
    {"mas", "255"},
    {"eanm", "382 449"},
    {"foyer-de-vie", "382 449"},
    {"ime", "183"},
    {"itep", "186"},
    {"eeap", "188"},
    {"iem", "192"},
    {"sessad", "182"},
    {"camsp", "190"},
    {"cmpp", "189"},
    {"cmp", "156"},
    {"esat", "246"},
    {"samsah", "445"},
    {"savs", "446"},
    {"ssiad", "354"},
    {"saad", "460"},
    {"pmi", "223"},
    {"cpts", "604"},
};

/// The categories that are surely one of the dossier's three.
constexpr std::string_view kHealth =
    "101 106 108 109 114 122 127 128 129 131 141 146 292 355 362 365";
constexpr std::string_view kSocial =
    "182 183 186 188 189 190 192 202 246 255 354 382 437 445 446 448 449 460 500 501 502";

/// Those of hospitals. Where they are public, all but the army's are of a GHT; the cancer centres
/// (131) are private.
constexpr std::string_view kHospitals = "101 106 108 109 122 128 129 292 355 362 365";

bool lists(std::string_view codes, std::string_view code) {
  return codes.find(code) != std::string_view::npos;
}

bool is_code(std::string_view kind) {
  return kind.size() == 3 && kind.find_first_not_of("0123456789") == std::string_view::npos;
}

/// The codes of a kind, separated by spaces; none for one that is not known.
std::string_view codes_of(std::string_view kind) {
  const auto* known = std::ranges::find(kKinds, kind, &KindCategories::kind);
  return known != std::ranges::end(kKinds) ? known->codes
         : is_code(kind)                   ? kind
                                           : std::string_view();
}

}  // namespace

bool fits_code(std::string_view kind, std::string_view code) {
  const auto codes = codes_of(kind);
  return codes.empty() || lists(codes, code);
}

std::optional<Category> category_of_code(std::string_view code) {
  return lists(kHealth, code)   ? std::optional(Category::es)
         : lists(kSocial, code) ? std::optional(Category::esms)
                                : std::nullopt;
}

std::optional<Category> category_of_kind(std::string_view kind) {
  // What the procedure itself names among the others (4.5).
  if (kind == "rrc" || kind == "maia") {
    return Category::other;
  }
  auto codes = codes_of(kind);
  std::optional<Category> common;
  while (!codes.empty()) {
    const auto category = category_of_code(codes.substr(0, 3));
    if (!category || (common && common != category)) {
      return std::nullopt;
    }
    common = category;
    codes.remove_prefix(std::min<std::size_t>(codes.size(), 4));
  }
  return common;
}

bool is_hospital(std::string_view kind) {
  if (kind.empty()) {
    return true;
  }
  auto codes = codes_of(kind);
  for (; codes.size() >= 3; codes.remove_prefix(std::min<std::size_t>(codes.size(), 4))) {
    if (lists(kHospitals, codes.substr(0, 3))) {
      return true;
    }
  }
  return false;
}

}  // namespace dmp::model
