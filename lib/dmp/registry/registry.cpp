#include "dmp/registry/registry.hpp"

#include <algorithm>
#include <array>

#include "dmp/base/plain_text.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/registry/detail/formats.hpp"

namespace dmp::registry {
namespace {

using namespace std::string_view_literals;

/// Enough of a file to tell what it is.
constexpr std::size_t kBeginning = 512;

/// The first bytes of what a browser or an archive tool may have left instead of the file.
struct Magic {
  std::string_view bytes;
  std::string_view format;
};
constexpr Magic kPacked[] = {{"\x1F\x8B"sv, "gzip"},
                             {"PK\x03\x04"sv, "ZIP"},
                             {"7z\xBC\xAF"sv, "7-Zip"},
                             {"\xFD"
                              "7zXZ"sv,
                              "xz"},
                             {"BZh"sv, "bzip2"},
                             {"\x28\xB5\x2F\xFD"sv, "Zstandard"}};

const Record* find(const std::map<std::string, Record, std::less<>>& records,
                   std::string_view number) {
  const auto found = records.find(number);
  return found == records.end() ? nullptr : &found->second;
}

bool looks_binary(std::string_view text) {
  return is_wide(text_form(as_bytes(text))) || text.find('\0') != std::string_view::npos;
}

}  // namespace

std::string shown(std::string_view text) {
  auto clean = to_utf8(text.substr(0, 200));
  std::ranges::replace_if(clean, [](char c) { return c >= 0 && c < ' '; }, ' ');
  constexpr std::size_t kShown = 40;
  const auto cut = cut_characters(clean, kShown);
  return cut.size() == clean.size() ? clean : std::string(cut) + "…";
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  const auto last = text.find_last_not_of(' ');
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, last - first + 1);
}

std::optional<Date> day_of(std::string_view text) {
  constexpr auto kFiller = "1900-01-01"sv;
  const auto day = text.substr(0, kFiller.size());
  return day == kFiller ? std::nullopt : parse_date(day);
}

void keep(std::map<std::string, Record, std::less<>>& records, Record record) {
  const auto [place, is_new] = records.try_emplace(record.number, record);
  if (!is_new && !place->second.active) {
    place->second = std::move(record);
  }
}

const Record* Extract::find_establishment(std::string_view number) const {
  return find(establishments, number);
}

const Record* Extract::find_legal_entity(std::string_view number) const {
  return find(legal_entities, number);
}

Result<Extract> read(const Source& source, const std::vector<std::string>& asked,
                     std::string_view path, const std::vector<std::string>& entities) {
  Window window(source);
  while (window.text().size() < kBeginning && window.more()) {
  }
  if (window.failure()) {
    return fail(*window.failure());
  }
  if (text_form(as_bytes(window.text())) == TextForm::utf8_marked) {
    window.use_up(kUtf8MarkBytes);
  }
  const auto text = window.text();
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    return wrong("REGISTER-EMPTY", path);
  }
  for (const auto& [bytes, format] : kPacked) {
    if (text.starts_with(bytes)) {
      return wrong("REGISTER-PACKED", path, {arg("format", format)});
    }
  }
  if (looks_binary(text.substr(0, kBeginning))) {
    return wrong("REGISTER-ENCODING", path);
  }
  if (text[first] == '<') {
    return wrong("REGISTER-PAGE", path);
  }
  const Asked numbers(asked, entities);
  if (text[first] == '{' || text[first] == '[') {
    return read_json(window, numbers, path);
  }
  return read_csv(window, numbers, path);
}

}  // namespace dmp::registry
