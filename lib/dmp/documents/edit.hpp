#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "dmp/base/bytes.hpp"
#include "dmp/base/finding.hpp"

/// JSON documents as people write them.
namespace dmp::documents {

/// laid_out writes a JSON value in the layout of our examples: on one line where it fits on one of
/// 100 columns, else each part on its own, two columns deeper. Lines after the first begin with
/// `indent` spaces. A member whose key begins with "//" becomes a comment: its text, a line each.
std::string laid_out(std::string_view json, std::size_t indent = 0);

/// is_todo tells whether a text of a document stands for a value that is to be found out: "TODO",
/// "TODO: telephone number".
bool is_todo(std::string_view text);
/// is_todo tells whether a finding reports such a value.
bool is_todo(const Finding& finding);
/// todo_subject returns what such a text says is to be found out: "telephone number"; "" where it
/// says nothing.
std::string_view todo_subject(std::string_view text);

/// Edit changes a dossier in its text: outside of what is changed not a byte changes, neither
/// comments nor layout. What is added stands last in its object or list, laid out like its
/// neighbours. Pointers (RFC 6901) are those of the document as it was opened.
class Edit {
 public:
  /// open reads the document. Where it is no JSON, or a dossier of a version that is not known
  /// here, `findings` says why, as read_dossier does, and nothing is returned.
  static std::optional<Edit> open(Bytes text, std::string_view file, Findings& findings);

  /// has tells whether the document had a value at a pointer.
  [[nodiscard]] bool has(std::string_view pointer) const;
  /// text returns the text at a pointer; nothing where there is none, or another value.
  [[nodiscard]] std::optional<std::string> text(std::string_view pointer) const;
  /// written returns the value at a pointer as it stands there, quotes included; "" where there is
  /// none.
  [[nodiscard]] std::string_view written(std::string_view pointer) const;
  /// size counts the elements of a list; 0 for all else.
  [[nodiscard]] std::size_t size(std::string_view pointer) const;

  /// set puts a JSON value in the place of the one at a pointer, or adds it as a member, with the
  /// objects that are missing on the way to it or that another value (a TODO) stands for.
  void set(std::string_view pointer, std::string_view json);
  /// append adds a JSON value to a list, which is made where it is missing.
  void append(std::string_view pointer, std::string_view json);

  /// is_of tells whether a text is the one that was opened.
  [[nodiscard]] bool is_of(ByteView text) const;

  /// result is the whole text.
  [[nodiscard]] std::string result() const;

 private:
  struct State;
  explicit Edit(std::shared_ptr<State> state) : state_(std::move(state)) {}

  std::shared_ptr<State> state_;
};

}  // namespace dmp::documents
