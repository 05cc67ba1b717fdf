#pragma once

#include <string>
#include <string_view>

#include "dmp/base/date.hpp"
#include "dmp/base/text.hpp"

namespace dmp::cli {

/// escaped is a text of one line as it is, whatever its characters mean to roff. Hyphens are
/// written so that what is copied from a page can be typed.
std::string escaped(std::string_view text);
std::string bold(std::string_view text);
std::string italic(std::string_view text);

/// Page writes one manual page in the macros of man(7): each member appends to it.
class Page {
 public:
  /// The page `name` ("dmpcert-csr") of the section `number` of the manual, with what it is about
  /// in a line.
  Page(std::string_view name, int number, std::string_view about, const Wording& wording,
       Date date);

  /// section begins one with the title `cli.manual.<title>`.
  void section(std::string_view title);
  void subsection(std::string_view title);
  /// paragraph begins one; the first one below a title needs no macro, as mandoc points out.
  void paragraph(std::string_view text);
  void raw(std::string_view text) { text_ += text; }
  /// item is a word, as roff has it, with what is said about it beside or below.
  void item(std::string_view tag, std::string_view about);
  /// verbatim shows lines as they are.
  void verbatim(std::string_view lines);

  [[nodiscard]] const Wording& wording() const { return wording_; }
  std::string finish() && { return std::move(text_); }

 private:
  void begin_paragraph();

  Wording wording_;
  std::string text_;
};

}  // namespace dmp::cli
