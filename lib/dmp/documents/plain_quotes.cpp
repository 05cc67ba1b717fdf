#include "dmp/documents/plain_quotes.hpp"

#include <algorithm>
#include <array>

#include "dmp/base/utf8.hpp"

namespace dmp::documents {
namespace {

constexpr std::array<std::string_view, 7> kQuotes = {"“", "”", "„", "‟", "«", "»", "＂"};
constexpr std::array<std::string_view, 4> kSpaces = {"\u00A0", "\u202F", "\u2009", "\uFEFF"};

/// The one of these with which a text begins; "" for none.
template <std::size_t N>
std::string_view beginning(std::string_view text, const std::array<std::string_view, N>& these) {
  const auto found =
      std::ranges::find_if(these, [text](std::string_view one) { return text.starts_with(one); });
  return found == these.end() ? std::string_view() : *found;
}

/// The space with which a text begins, of whatever kind.
std::string_view space(std::string_view text) {
  const auto special = beginning(text, kSpaces);
  const bool is_plain = !text.empty() && (text[0] == ' ' || text[0] == '\t');
  return is_plain ? text.substr(0, 1) : special;
}

class Plain {
 public:
  explicit Plain(std::string_view text) : text_(text) {}

  std::string take() {
    while (at_ < text_.size()) {
      step();
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  void copy_to(std::size_t end) {
    end = std::min(end, text_.size());
    out_ += text_.substr(at_, end - at_);
    at_ = end;
  }

  void step() {
    if (text_[at_] == '"') {
      copy_to(end_of_string());
    } else if (text_[at_] == '#' || rest().starts_with("//")) {
      copy_to(text_.find('\n', at_));
    } else if (rest().starts_with("/*")) {
      const auto end = text_.find("*/", at_ + 2);
      copy_to(end == std::string_view::npos ? end : end + 2);
    } else if (const auto quote = beginning(rest(), kQuotes); !quote.empty()) {
      quoted(quote.size());
    } else if (const auto special = beginning(rest(), kSpaces); !special.empty()) {
      out_ += at_ == 0 && special == kSpaces.back() ? "" : " ";
      at_ += special.size();
    } else {
      copy_to(at_ + 1);
    }
  }

  [[nodiscard]] std::size_t end_of_string() const {
    auto end = at_ + 1;
    while (end < text_.size() && text_[end] != '"') {
      end += text_[end] == '\\' ? 2U : 1U;
    }
    return end + 1;
  }

  /// Whether what ends a value in JSON stands at a place, or the line ends there.
  [[nodiscard]] bool ends_value(std::size_t at) const {
    for (auto next = space(text_.substr(at)); !next.empty(); next = space(text_.substr(at))) {
      at += next.size();
    }
    return at >= text_.size() ||
           std::string_view(":,]}\r\n/#").find(text_[at]) != std::string_view::npos;
  }

  /// Takes the text in quotes that begins here, if it ends on its line: at the first quote with
  /// which the value may end.
  void quoted(std::size_t opening) {
    const auto begin = at_ + opening;
    for (auto at = begin; at < text_.size() && text_[at] != '\n'; ++at) {
      const auto closing =
          text_[at] == '"' ? text_.substr(at, 1) : beginning(text_.substr(at), kQuotes);
      if (closing.empty() || !ends_value(at + closing.size())) {
        continue;
      }
      auto content = text_.substr(begin, at - begin);
      if (text_.substr(at_).starts_with("«")) {
        content = without_inner_spaces(content);
      }
      out_ += '"';
      append_text(content);
      out_ += '"';
      at_ = at + closing.size();
      return;
    }
    copy_to(begin);
  }

  /// French quotes have a space inside.
  static std::string_view without_inner_spaces(std::string_view content) {
    content.remove_prefix(space(content).size());
    for (const std::string_view inner : {" ", "\u00A0", "\u202F", "\u2009"}) {
      if (content.ends_with(inner)) {
        content.remove_suffix(inner.size());
        break;
      }
    }
    return content;
  }

  void append_text(std::string_view content) {
    for (std::size_t at = 0; at < content.size(); ++at) {
      const bool is_escape = content[at] == '\\' && at + 1 < content.size();
      out_ += content[at] == '"' ? "\\\"" : content.substr(at, is_escape ? 2 : 1);
      at += is_escape ? 1U : 0U;
    }
  }

  std::string_view text_;
  std::string out_;
  std::size_t at_ = 0;
};

}  // namespace

bool begins_with_typographic_quote(std::string_view text) {
  return !beginning(text, kQuotes).empty();
}

std::string with_plain_quotes(std::string_view text) { return Plain(text).take(); }

}  // namespace dmp::documents
