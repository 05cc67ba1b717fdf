#include "dmp/documents/detail/mapper.hpp"

#include "dmp/base/error.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/base/written_day.hpp"
#include "dmp/documents/detail/value_tree.hpp"

namespace dmp::documents {
namespace {

constexpr std::size_t kShownCharacters = 60;

bool is_outer_space(char32_t c) {
  return c == U' ' || c == U'\t' || c == 0xA0 || c == 0x202F || c == 0x2009 || c == 0xFEFF;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool begun = false;
  for (std::size_t offset = 0; offset < text.size();) {
    const auto at = offset;
    if (!is_outer_space(code_point_at(text, offset))) {
      begin = begun ? begin : at;
      end = offset;
      begun = true;
    }
  }
  return text.substr(begin, end - begin);
}

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : trimmed(text)) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    out += is_upper ? static_cast<char>(c + ('a' - 'A')) : c == '_' || c == ' ' ? '-' : c;
  }
  return out;
}

std::string as_json(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string Node::pointer() const {
  if (parent == nullptr) {
    return {};
  }
  return parent->pointer() + '/' + (index ? std::to_string(*index) : escape_token(key));
}

Node Node::member(std::string_view name) const& {
  return {tree, is_object() ? tree->member(*id, name) : std::nullopt, this, name, std::nullopt};
}

void Mapper::add(std::string_view rule, Severity severity, const Node& node, Args args) {
  add_at(rule, severity, node.pointer(), std::move(args));
}

void Mapper::add_at(std::string_view rule, Severity severity, std::string_view pointer, Args args) {
  report_.findings.add({std::string(rule), severity,
                        report_.source.locate(report_.findings.file(), pointer), site_,
                        std::move(args), ""});
}

std::uint32_t Mapper::line_of(std::string_view pointer) const {
  return report_.source.locate("", pointer).line;
}

std::string Mapper::text(const Node& node) {
  return node.is_string() ? std::string(trimmed(node.typed())) : std::string();
}

bool Mapper::boolean(const Node& node) {
  return node.is(ValueTree::Kind::boolean) && node.tree->to_json(*node.id).get<bool>();
}

std::optional<Date> Mapper::date(const Node& node) {
  if (!node.is_string()) {
    return std::nullopt;
  }
  const auto typed = text(node);
  const auto date = parse_date(typed);
  if (!date) {
    const auto meant = parse_written_day(typed);
    add("DATE-INVALID", Severity::error, node,
        with_repair(
            {arg("value", cut_characters(typed, kShownCharacters))},
            meant ? std::optional(Repair{true, as_json(format_date(*meant))}) : std::nullopt));
  }
  return date;
}

void Mapper::assume(const Node& node, std::string_view value) {
  if (node.parent == nullptr || !stands_in(*node.parent, node.key)) {
    add("DOSSIER-ASSUMED", Severity::info, node, {arg("key", node.key), arg("value", value)});
  }
}

bool Mapper::stands_in(const Node& object, std::string_view key) {
  return object.is_object() && object.tree->stands_there(*object.id, key);
}

void Mapper::add_invalid(const Error& error, const Node& node) {
  // A form that was prepared but not yet filled is not a wrong number.
  const bool is_empty = error.reason == Reason::empty;
  add(error.id, is_empty ? Severity::warning : Severity::error, node, error.args);
}

}  // namespace dmp::documents
