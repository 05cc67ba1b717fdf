#include "dmp/documents/detail/json_text.hpp"

#include <algorithm>

#include "dmp/base/plain_text.hpp"
#include "dmp/documents/detail/mapper.hpp"
#include "dmp/documents/detail/other_format.hpp"

namespace dmp::documents {
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
  /// pass_string tells whether the text had no escapes.
  bool pass_string() {
    bool plain = true;
    ++at_;
    while (at_ < text_.size() && text_[at_] != '"') {
      const bool escape = text_[at_] == '\\';
      plain = plain && !escape;
      at_ += escape ? 2U : 1U;
    }
    ++at_;
    return plain;
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

/// Fills the tree from the parser's events; returning false ends the parsing.
class Builder {
 public:
  using number_integer_t = json::number_integer_t;
  using number_unsigned_t = json::number_unsigned_t;
  using number_float_t = json::number_float_t;
  using string_t = json::string_t;
  using binary_t = json::binary_t;
  using Kind = ValueTree::Kind;

  Builder(ValueTree& tree, const Limits& limits, FindingList& findings)
      : limits_(limits), findings_(findings), cursor_(tree.text()), tree_(tree) {}

  bool null() { return word(Kind::null, 4); }
  bool boolean(bool value) { return word(Kind::boolean, value ? 4 : 5); }
  bool number_integer(number_integer_t /*value*/) { return number(); }
  bool number_unsigned(number_unsigned_t /*value*/) { return number(); }
  bool number_float(number_float_t /*value*/, const string_t& /*source*/) { return number(); }
  bool binary(binary_t& /*value*/) { return false; }
  bool string(string_t& value);
  bool start_object(std::size_t /*size*/) { return open(Kind::object); }
  bool key(string_t& name);
  bool end_object();
  bool start_array(std::size_t /*size*/) { return open(Kind::array); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t position, const std::string& token, const json::exception& fault);

 private:
  bool word(Kind kind, std::size_t size);
  bool number();
  bool scalar(Kind kind, ValueTree::Quoted value);
  bool open(Kind kind);
  bool close();
  bool room_for_one_more(std::uint32_t at);
  bool check_string(std::string_view value, ValueTree::Quoted& quoted, bool is_key);
  void report(std::string_view rule, Severity severity, std::uint32_t at, std::string pointer,
              Args args);

  const Limits& limits_;
  FindingList& findings_;
  Cursor cursor_;
  ValueTree& tree_;
  std::size_t depth_ = 0;
};

void Builder::report(std::string_view rule, Severity severity, std::uint32_t at,
                     std::string pointer, Args args) {
  const auto position = tree_.position_of(at);
  findings_.add({std::string(rule),
                 severity,
                 {findings_.file(), std::move(pointer), position.line, position.column},
                 "",
                 std::move(args),
                 ""});
}

bool Builder::room_for_one_more(std::uint32_t at) {
  const auto most = std::min<std::size_t>(limits_.values, ValueTree::kMostValues);
  if (tree_.size() < most) {
    return true;
  }
  report("JSON-VALUES", Severity::error, at, tree_.open_pointer(), {arg("limit", most)});
  return false;
}

bool Builder::scalar(Kind kind, ValueTree::Quoted value) {
  if (!room_for_one_more(value.offset)) {
    return false;
  }
  tree_.add_value(kind, value);
  return true;
}

bool Builder::word(Kind kind, std::size_t size) {
  const auto at = cursor_.next();
  cursor_.pass(size);
  return scalar(kind, {at, true});
}

bool Builder::number() {
  const auto at = cursor_.next();
  cursor_.pass_number();
  return scalar(Kind::number, {at, true});
}

bool Builder::check_string(std::string_view value, ValueTree::Quoted& quoted, bool is_key) {
  const auto pointer = [&] { return is_key ? tree_.open_pointer() : tree_.next_pointer(); };
  if (value.size() > limits_.string_bytes) {
    report("JSON-STRING", Severity::error, quoted.offset, pointer(),
           {arg("size", value.size()), arg("limit", limits_.string_bytes)});
    return false;
  }
  if (std::ranges::any_of(value, is_ascii_control)) {
    quoted.plain = false;
    std::string spaced(value);
    std::ranges::replace_if(spaced, is_ascii_control, ' ');
    report("JSON-CONTROL", Severity::warning, quoted.offset, pointer(),
           is_key ? Args() : with_repair({}, Repair{true, as_json(trimmed(spaced))}));
  }
  return true;
}

bool Builder::string(string_t& value) {
  ValueTree::Quoted quoted{cursor_.next(), false};
  quoted.plain = cursor_.pass_string();
  return check_string(value, quoted, false) && scalar(Kind::string, quoted);
}

bool Builder::key(string_t& name) {
  ValueTree::Quoted quoted{cursor_.next(), false};
  quoted.plain = cursor_.pass_string();
  if (!check_string(name, quoted, true)) {
    return false;
  }
  tree_.add_key(quoted);
  return true;
}

bool Builder::open(Kind kind) {
  const auto at = cursor_.next();
  cursor_.pass(1);
  if (depth_ >= limits_.depth) {
    report("JSON-DEPTH", Severity::error, at, tree_.next_pointer(), {arg("limit", limits_.depth)});
    return false;
  }
  if (!room_for_one_more(at)) {
    return false;
  }
  ++depth_;
  tree_.open(kind, at);
  return true;
}

bool Builder::end_object() {
  for (const auto& duplicate : tree_.drop_duplicates()) {
    const auto key = tree_.key(duplicate.second);
    report("JSON-DUPLICATE-KEY", Severity::error, tree_.key_offset(duplicate.second),
           tree_.open_pointer() + '/' + escape_token(key),
           {arg("key", key), arg("line", tree_.key_position(duplicate.first).line)});
  }
  return close();
}

bool Builder::close() {
  cursor_.next();
  cursor_.pass(1);
  --depth_;
  tree_.close();
  return true;
}

bool Builder::parse_error(std::size_t position, const std::string& /*token*/,
                          const json::exception& fault) {
  constexpr int kNumberOverflow = 406;
  SyntaxFault refused;
  refused.complete = tree_.is_whole();
  refused.out_of_range = fault.id == kNumberOverflow;
  refused.in_string =
      std::string_view(fault.what()).find("invalid string") != std::string_view::npos;
  // The parser counts the end of the text as a character of its own.
  const auto end = std::min(position, tree_.text().size());
  refused.offset = cursor_.refused(end == 0 ? 0 : end - 1);
  refused.at_end = position > tree_.text().size();
  refused.token = tree_.text().substr(refused.offset, end - std::min(end, refused.offset));
  findings_.add(syntax_finding(tree_.text(), findings_.file(), refused));
  return false;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Blanks "# …" to the end of the line, which the parser does not know as a comment: offsets stay.
void blank_hash_comments(Bytes& bytes) {
  bool in_text = false;
  bool in_comment = false;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const auto c = static_cast<char>(bytes[at]);
    if (in_comment) {
      in_comment = c != '\n' && c != '\r';
      bytes[at] = in_comment ? std::uint8_t{' '} : bytes[at];
    } else if (in_text) {
      at += c == '\\' ? 1U : 0U;
      in_text = c != '"' && c != '\n';
    } else if (c == '#') {
      in_comment = true;
      bytes[at] = ' ';
    } else if (c == '/') {
      // Other comments end on their own terms.
      const auto text = as_text(bytes);
      const bool to_line_end = text.substr(at).starts_with("//");
      const auto end = to_line_end ? text.find_first_of("\r\n", at)
                                   : text.find("*/", std::min(at + 2, text.size()));
      at = end == std::string_view::npos ? text.size() : end + (to_line_end ? 0 : 1);
    } else {
      in_text = c == '"';
    }
  }
}

Finding whole_file(std::string_view rule, Severity severity, const std::string& file, Args args) {
  return {std::string(rule), severity, {file, "", 1, 1}, "", std::move(args), ""};
}

}  // namespace

std::shared_ptr<ValueTree> parse_text(Bytes bytes, const Limits& limits, FindingList& findings) {
  const std::size_t mark = text_form(bytes) == TextForm::utf8_marked ? kUtf8MarkBytes : 0;
  const auto text = as_text(bytes).substr(mark);
  if (mark != 0) {
    findings.add(whole_file("JSON-BOM", Severity::warning, findings.file(),
                            with_repair({}, Repair{true, ""})));
  }
  const auto largest = std::min(limits.bytes, ValueTree::kLargestText);
  if (text.size() > largest) {
    findings.add(whole_file("JSON-SIZE", Severity::error, findings.file(),
                            {arg("size", text.size()), arg("limit", largest)}));
    return nullptr;
  }
  if (is_blank(text)) {
    findings.add(whole_file("JSON-EMPTY", Severity::error, findings.file(), {}));
    return nullptr;
  }
  if (const auto format = other_format(bytes); !format.empty()) {
    findings.add(whole_file("JSON-OTHER-FORMAT", Severity::error, findings.file(),
                            {arg_text("format", format)}));
    return nullptr;
  }
  if (!check_encoding(text, findings)) {
    return nullptr;
  }
  if (text.find('#') != std::string_view::npos) {
    blank_hash_comments(bytes);
  }
  auto tree = std::make_shared<ValueTree>(std::move(bytes), mark);
  Builder builder(*tree, limits, findings);
  if (!json::sax_parse(tree->text(), &builder, json::input_format_t::json, true, true)) {
    return nullptr;
  }
  tree->finish();
  return tree;
}

}  // namespace dmp::documents
