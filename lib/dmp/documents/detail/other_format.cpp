#include "dmp/documents/detail/other_format.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "dmp/base/plain_text.hpp"
#include "dmp/documents/reading.hpp"

namespace dmp::documents {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kBlank = " \t\r\n";

/// Excel's files of old are OLE documents; the others are ZIP archives.
bool is_spreadsheet(std::string_view content) {
  constexpr auto kOle = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;
  constexpr auto kZip = "PK\x03\x04"sv;
  const auto has = [&](std::string_view part) {
    return content.find(part) != std::string_view::npos;
  };
  return content.starts_with(kOle) ||
         (content.starts_with(kZip) &&
          (has("xl/workbook") || has("application/vnd.oasis.opendocument.spreadsheet")));
}

/// Takes the next line that is not blank and no comment; empty at the end.
std::string_view next_line(std::string_view& text) {
  while (!text.empty()) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    line.remove_suffix(line.ends_with('\r') ? 1 : 0);
    const auto first = line.find_first_not_of(kBlank);
    if (first != std::string_view::npos && line[first] != '#') {
      return line;
    }
  }
  return {};
}

/// The first lines have the same number of cells, two at least.
bool is_table(std::string_view text) {
  constexpr std::array kSeparators = {';', '\t', ','};
  const auto heading = next_line(text);
  const auto row = next_line(text);
  return std::ranges::any_of(kSeparators, [&](char separator) {
    const auto count = std::ranges::count(heading, separator);
    return count > 0 && (row.empty() || std::ranges::count(row, separator) == count);
  });
}

/// Whether a line begins with one of the words.
bool has_line(std::string_view text, std::span<const std::string_view> words) {
  while (!text.empty()) {
    const auto line = next_line(text);
    if (std::ranges::any_of(words, [&](auto word) { return line.starts_with(word); })) {
      return true;
    }
  }
  return false;
}

/// What begins as YAML does, unless it is one of Kubernetes; else only what is a dossier but for
/// its notation: letters and configurations have keys as well.
bool is_yaml(std::string_view text) {
  static constexpr std::array kDossier = {"establishments:"sv};
  static constexpr std::array kKubernetes = {"apiVersion:"sv, "kind:"sv};
  auto rest = text;
  const auto first = next_line(rest);
  const bool begins = first.starts_with("%YAML") || first == "---" || first.starts_with("--- ");
  return has_line(text, kDossier) || (begins && !has_line(text, kKubernetes));
}

/// The tables of a dossier in TOML.
bool is_toml(std::string_view text) {
  static constexpr std::array kDossier = {"[[establishments]]"sv, "[[administrators]]"sv,
                                          "[group]"sv};
  return has_line(text, kDossier);
}

bool is_xml(std::string_view text) {
  const auto head = text.substr(0, 4096);
  return head.find("<dossier") != std::string_view::npos ||
         head.find("<establishments") != std::string_view::npos;
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= 0 && c < 9; });
}

bool has_pem(std::string_view text) {
  return text.find("-----BEGIN ") != std::string_view::npos ||
         text.find("LS0tLS1CRUdJTi") != std::string_view::npos;  // The same in base64.
}

}  // namespace

std::string_view other_format(ByteView content) {
  if (is_spreadsheet(as_text(content))) {
    return "JSON-OTHER-FORMAT.spreadsheet";
  }
  const PlainText plain(content);
  const auto text = plain.view();
  const auto first = text.find_first_not_of(kBlank);
  constexpr auto kOtherwise = "{\"/"sv;
  if (first == std::string_view::npos || kOtherwise.find(text[first]) != std::string_view::npos ||
      has_pem(text) || has_control(text.substr(0, 4096))) {
    return {};
  }
  if (text[first] == '<') {
    return is_xml(text) ? "JSON-OTHER-FORMAT.xml" : "";
  }
  if (is_toml(text)) {
    return "JSON-OTHER-FORMAT.toml";
  }
  if (text[first] == '[') {
    return {};
  }
  return is_yaml(text) ? "JSON-OTHER-FORMAT.yaml" : is_table(text) ? "JSON-OTHER-FORMAT.csv" : "";
}

bool is_meant_as_dossier(ByteView content) {
  const PlainText plain(content);
  auto text = plain.view();
  text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
  const bool is_json = text.starts_with('{') || text.starts_with('[') || text.starts_with("//") ||
                       text.starts_with("/*");
  const bool is_kubernetes = text.substr(0, 4096).find("\"apiVersion\"") != std::string_view::npos;
  return is_json ? !is_kubernetes && !has_pem(text) : !other_format(content).empty();
}

}  // namespace dmp::documents
