#pragma once

#include <string>
#include <string_view>

#include "dmp/base/text.hpp"
#include "dmp/render/printable.hpp"

namespace dmp::render {

/// Lines are texts under each other, each made printable.
class Lines {
 public:
  explicit Lines(const Wording& wording) : wording_(wording) {}

  /// say adds the text `id` of the catalogue.
  void say(std::string_view id, const Args& args = {}) { add(wording_.text(id, args)); }
  /// add adds a text that is there already.
  void add(std::string_view text, std::size_t indent = 0) {
    text_.append(indent, ' ');
    append_printable(text_, text);
    text_ += '\n';
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  const Wording& wording_;
  std::string text_;
};

}  // namespace dmp::render
