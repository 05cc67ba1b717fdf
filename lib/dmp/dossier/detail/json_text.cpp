#include "dmp/dossier/detail/json_text.hpp"

#include <cmath>
#include <limits>

#include "dmp/dossier/detail/position_index.hpp"

namespace dmp::dossier {
namespace {

using nlohmann::json;

/// Follows the parser through the text: the parser says which token it has read, the cursor knows
/// where that token lies. The parser has checked the token already.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  /// refused moves to the token that the parser refused; `last` is the last byte that it had read,
  /// so that a ',' or ':' before it was in order.
  std::size_t refused(std::size_t last) {
    for (next_token(); at_ < last && (text_[at_] == ',' || text_[at_] == ':'); next_token()) {
      ++at_;
    }
    return at_;
  }
  /// next moves to the next token other than ',' and ':' and returns its offset.
  std::uint32_t next() {
    for (next_token(); at_ < text_.size() && (text_[at_] == ',' || text_[at_] == ':');
         next_token()) {
      ++at_;
    }
    return static_cast<std::uint32_t>(at_);
  }
  void pass(std::size_t size) { at_ += size; }
  void pass_string() {
    ++at_;
    while (at_ < text_.size() && text_[at_] != '"') {
      at_ += text_[at_] == '\\' ? 2U : 1U;
    }
    ++at_;
  }
  void pass_number() {
    at_ += text_[at_] == '-' ? 1U : 0U;
    // After a leading 0, another digit is no part of the number any more.
    const bool zero = text_[at_] == '0' && at_ + 1 < text_.size() && text_[at_ + 1] >= '0' &&
                      text_[at_ + 1] <= '9';
    at_ = zero ? at_ + 1 : std::min(text_.find_first_not_of("+-.0123456789eE", at_), text_.size());
  }

 private:
  void next_token() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '/') {
        skip_comment();
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        ++at_;
      } else {
        return;
      }
    }
  }
  void skip_comment() {
    const bool to_line_end = at_ + 1 < text_.size() && text_[at_ + 1] == '/';
    const auto end = to_line_end ? text_.find_first_of("\r\n", at_) : text_.find("*/", at_ + 2);
    at_ = end == std::string_view::npos ? text_.size() : end + (to_line_end ? 0 : 2);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// Builds values and positions from the parser's events; returning false ends the parsing.
class Builder {
 public:
  using number_integer_t = json::number_integer_t;
  using number_unsigned_t = json::number_unsigned_t;
  using number_float_t = json::number_float_t;
  using string_t = json::string_t;
  using binary_t = json::binary_t;

  Builder(std::string_view text, const Limits& limits, FindingList& findings)
      : text_(text),
        limits_(limits),
        findings_(findings),
        cursor_(text),
        index_(std::make_shared<PositionIndex>(text)) {}

  bool null() { return word(nullptr, 4); }
  bool boolean(bool value) { return word(value, value ? 4 : 5); }
  bool number_integer(number_integer_t value) { return number(value); }
  bool number_unsigned(number_unsigned_t value) { return number(value); }
  bool number_float(number_float_t value, const string_t& /*source*/) {
    // 1.0 is an integer for JSON Schema; the validator would go by the way it is written.
    constexpr double kExact = 9007199254740992.0;
    if (std::abs(value) <= kExact && std::trunc(value) == value) {
      return number(static_cast<number_integer_t>(value));
    }
    return number(value);
  }
  bool binary(binary_t& /*value*/) { return false; }
  bool string(string_t& value);
  bool start_object(std::size_t /*size*/) { return open(json::object()); }
  bool key(string_t& name);
  bool end_object() { return close(); }
  bool start_array(std::size_t /*size*/) { return open(json::array()); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t position, const std::string& token, const json::exception& fault);

  ParsedText take() { return {std::move(root_), SourceMap(std::move(index_))}; }
  void drop_values() { root_.reset(); }

 private:
  template <typename Value>
  bool word(Value value, std::size_t size) {
    const auto at = cursor_.next();
    cursor_.pass(size);
    return scalar(json(value), at);
  }
  template <typename Value>
  bool number(Value value) {
    const auto at = cursor_.next();
    cursor_.pass_number();
    return scalar(json(value), at);
  }
  bool scalar(json value, std::uint32_t at);
  bool open(json container);
  bool close();
  json* put(json value);
  bool room_for_one_more(std::uint32_t at);
  bool check_string(string_t& value, std::uint32_t at, bool is_key);
  void report(std::string_view rule, Severity severity, std::uint32_t at, std::string pointer,
              Args args);

  std::string_view text_;
  const Limits& limits_;
  FindingList& findings_;
  Cursor cursor_;
  std::shared_ptr<PositionIndex> index_;
  std::optional<json> root_;
  std::vector<json*> open_;
  json* slot_ = nullptr;  ///< Where the next value of the innermost object goes.
};

void Builder::report(std::string_view rule, Severity severity, std::uint32_t at,
                     std::string pointer, Args args) {
  const auto position = index_->position_of(at);
  findings_.add({std::string(rule),
                 severity,
                 {findings_.file(), std::move(pointer), position.line, position.column},
                 "",
                 std::move(args),
                 ""});
}

json* Builder::put(json value) {
  if (open_.empty()) {
    root_ = std::move(value);
    return &*root_;
  }
  auto& parent = *open_.back();
  if (parent.is_array()) {
    return &parent.get_ref<json::array_t&>().emplace_back(std::move(value));
  }
  *slot_ = std::move(value);
  return slot_;
}

bool Builder::room_for_one_more(std::uint32_t at) {
  if (index_->size() < limits_.values) {
    return true;
  }
  report("JSON-VALUES", Severity::error, at, index_->open_pointer(),
         {arg("limit", limits_.values)});
  return false;
}

bool Builder::scalar(json value, std::uint32_t at) {
  if (!room_for_one_more(at)) {
    return false;
  }
  put(std::move(value));
  index_->add_value(at);
  return true;
}

bool Builder::check_string(string_t& value, std::uint32_t at, bool is_key) {
  const auto pointer = [&] { return is_key ? index_->open_pointer() : index_->next_pointer(); };
  if (value.size() > limits_.string_bytes) {
    report("JSON-STRING", Severity::error, at, pointer(),
           {arg("size", value.size()), arg("limit", limits_.string_bytes)});
    return false;
  }
  bool found = false;
  for (char& c : value) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      c = ' ';
      found = true;
    }
  }
  if (found) {
    report("JSON-CONTROL", Severity::warning, at, pointer(), {});
  }
  return true;
}

bool Builder::string(string_t& value) {
  const auto at = cursor_.next();
  cursor_.pass_string();
  return check_string(value, at, false) && scalar(json(std::move(value)), at);
}

bool Builder::key(string_t& name) {
  const auto at = cursor_.next();
  cursor_.pass_string();
  if (!check_string(name, at, true)) {
    return false;
  }
  index_->add_key(name, at);
  slot_ = &(*open_.back())[name];
  return true;
}

bool Builder::open(json container) {
  const auto at = cursor_.next();
  cursor_.pass(1);
  if (open_.size() >= limits_.depth) {
    report("JSON-DEPTH", Severity::error, at, index_->next_pointer(),
           {arg("limit", limits_.depth)});
    return false;
  }
  if (!room_for_one_more(at)) {
    return false;
  }
  const bool is_object = container.is_object();
  open_.push_back(put(std::move(container)));
  index_->open(at, is_object);
  return true;
}

bool Builder::close() {
  cursor_.next();
  cursor_.pass(1);
  open_.pop_back();
  for (const auto& duplicate : index_->close()) {
    const auto key = index_->key_of(duplicate.second);
    const auto first = index_->position_of(index_->node(duplicate.first).key_offset);
    report("JSON-DUPLICATE-KEY", Severity::error, index_->node(duplicate.second).key_offset,
           index_->last_pointer() + '/' + escape_token(key),
           {arg("key", key), arg("line", first.line)});
  }
  return true;
}

bool Builder::parse_error(std::size_t position, const std::string& /*token*/,
                          const json::exception& fault) {
  constexpr int kNumberOverflow = 406;
  SyntaxFault refused;
  refused.complete = root_.has_value() && open_.empty();
  refused.out_of_range = fault.id == kNumberOverflow;
  refused.in_string =
      std::string_view(fault.what()).find("invalid string") != std::string_view::npos;
  // The parser counts the end of the text as a character of its own.
  const auto end = std::min(position, text_.size());
  refused.offset = cursor_.refused(end == 0 ? 0 : end - 1);
  refused.at_end = position > text_.size();
  refused.token = text_.substr(refused.offset, end - std::min(end, refused.offset));
  findings_.add(syntax_finding(text_, findings_.file(), refused));
  root_.reset();
  return false;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

Finding whole_file(std::string_view rule, Severity severity, const std::string& file, Args args) {
  return {std::string(rule), severity, {file, "", 1, 1}, "", std::move(args), ""};
}

}  // namespace

ParsedText parse_text(std::string_view text, const Limits& limits, FindingList& findings) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) {
    findings.add(whole_file("JSON-BOM", Severity::warning, findings.file(), {}));
    text.remove_prefix(kByteOrderMark.size());
  }
  const auto largest =
      std::min<std::size_t>(limits.bytes, std::numeric_limits<std::uint32_t>::max());
  if (text.size() > largest) {
    findings.add(whole_file("JSON-SIZE", Severity::error, findings.file(),
                            {arg("size", text.size()), arg("limit", largest)}));
    return {};
  }
  if (is_blank(text)) {
    findings.add(whole_file("JSON-EMPTY", Severity::error, findings.file(), {}));
    return {};
  }
  if (!check_encoding(text, findings)) {
    return {};
  }
  Builder builder(text, limits, findings);
  if (!json::sax_parse(text, &builder, json::input_format_t::json, true, true)) {
    builder.drop_values();
  }
  return builder.take();
}

}  // namespace dmp::dossier
