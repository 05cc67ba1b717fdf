#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dmp/base/date.hpp"
#include "dmp/base/repair.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/documents/detail/finding_list.hpp"
#include "dmp/documents/detail/value_tree.hpp"

namespace dmp::documents {

/// trimmed takes off the spaces at both ends of a text, also those that do not break.
std::string_view trimmed(std::string_view text);

/// as_json writes a text as a JSON value.
std::string as_json(std::string_view text);

/// repair_of_word finds the word of a vocabulary that a text was meant to be. Safe where it only
/// differs in case, outer spaces, and hyphens that are spaces or underscores; else a guess.
template <typename Words>
std::optional<Repair> repair_of_word(std::string_view text, const Words& words);

/// Where findings about a document go, and how a pointer becomes a place in it.
struct Report {
  FindingList& findings;
  const SourceMap& source;
};

/// Node is a value with the way to it; the pointer is only written when somebody asks. A node
/// refers to its parent, which has to outlive it.
struct Node {
  const ValueTree* tree = nullptr;
  std::optional<ValueTree::Id> id;  ///< Nothing where the document has nothing.
  const Node* parent = nullptr;
  std::string_view key;
  std::optional<std::size_t> index;  ///< Of an element of a list, which has no key.

  /// root is the whole document.
  static Node root(const ValueTree& tree) { return {&tree, 0, nullptr, {}, std::nullopt}; }

  [[nodiscard]] bool present() const { return id.has_value(); }
  [[nodiscard]] bool is(ValueTree::Kind kind) const { return present() && tree->kind(*id) == kind; }
  [[nodiscard]] bool is_object() const { return is(ValueTree::Kind::object); }
  [[nodiscard]] bool is_string() const { return is(ValueTree::Kind::string); }
  /// typed returns a text as it stands there; only for nodes that are texts.
  [[nodiscard]] std::string typed() const { return tree->string(*id); }
  [[nodiscard]] std::string pointer() const;
  /// member returns the member of an object; absent when there is none or this is no object.
  [[nodiscard]] Node member(std::string_view name) const&;
  Node member(std::string_view name) const&& = delete;

  /// size counts the elements of a list.
  [[nodiscard]] std::size_t size() const {
    std::size_t count = 0;
    each([&](const Node&) { ++count; });
    return count;
  }
  /// each calls `visit` with every element of a list; with none when this is no list.
  template <typename Visit>
  void each(Visit visit) const {
    if (!is(ValueTree::Kind::array)) {
      return;
    }
    std::size_t at = 0;
    tree->each_child(*id, [&](ValueTree::Id child) {
      visit(Node{tree, child, this, {}, at});
      ++at;
    });
  }
  /// each_member calls `visit` with every member of an object; with none when this is none.
  template <typename Visit>
  void each_member(Visit visit) const {
    if (!is_object()) {
      return;
    }
    tree->each_child(*id, [&](ValueTree::Id child) {
      const auto name = tree->key(child);
      visit(Node{tree, child, this, name, std::nullopt});
    });
  }
};

/// Mapper turns JSON values into values of the model and reports what does not fit. It accepts any
/// document: what has a wrong type is as good as absent, and has been reported by the validator.
class Mapper {
 public:
  explicit Mapper(Report report) : report_(report) {}

  /// set_site names the establishment that the next findings are about.
  void set_site(std::string_view site) { site_ = site; }
  void add(std::string_view rule, Severity severity, const Node& node, Args args);
  void add_at(std::string_view rule, Severity severity, std::string_view pointer, Args args);
  /// line_of returns the line of a value, for messages that name another place.
  [[nodiscard]] std::uint32_t line_of(std::string_view pointer) const;
  [[nodiscard]] bool full() const { return report_.findings.full(); }
  [[nodiscard]] bool has_error() const { return report_.findings.has_error(); }

  /// text returns a text without outer spaces, "" when there is none.
  static std::string text(const Node& node);
  std::optional<Date> date(const Node& node);
  static bool boolean(const Node& node);

  /// word reads a word of a vocabulary; nothing when absent or not of it.
  template <typename Enum>
  static std::optional<Enum> word(const Node& node,
                                  std::optional<Enum> (*parse)(std::string_view)) {
    return node.is_string() ? parse(node.typed()) : std::nullopt;
  }
  /// word_or does the same and reports that `assumed` is taken where the key is absent.
  template <typename Enum>
  Enum word_or(const Node& node, std::optional<Enum> (*parse)(std::string_view), Enum assumed) {
    if (!node.present()) {
      assume(node, to_string(assumed));
    }
    return word(node, parse).value_or(assumed);
  }

  /// identifier reads a number by its own rules; what was forgiven and what is wrong is reported.
  template <typename T>
  std::optional<T> identifier(const Node& node) {
    if (!node.is_string()) {
      return std::nullopt;
    }
    const auto typed = node.typed();
    const auto parsed = T::parse(typed);
    if (!parsed) {
      add_invalid(parsed.error(), node);
      return std::nullopt;
    }
    for (const auto& note : parsed->forgiven) {
      add("IDENTIFIER-FORGIVEN", Severity::info, node,
          with_repair(
              {arg("value", typed), arg("read", parsed->value.text()), arg_text("how", note)},
              Repair{true, as_json(parsed->value.text())}));
    }
    return parsed->value;
  }

  /// assume reports that a value is taken where a key is absent.
  void assume(const Node& node, std::string_view value);
  /// stands_in tells whether an object has a member that may be ignored because it is to be found
  /// out, which is reported.
  static bool stands_in(const Node& object, std::string_view key);

 private:
  void add_invalid(const Error& error, const Node& node);

  Report report_;
  std::string site_;
};

/// folded writes a text as words of vocabularies are compared that people write.
std::string folded(std::string_view text);

template <typename Words>
std::optional<Repair> repair_of_word(std::string_view text, const Words& words) {
  const auto written = folded(text);
  for (const std::string_view word : words) {
    if (folded(word) == written) {
      return Repair{true, as_json(word)};
    }
  }
  const auto meant = nearest(text, words);
  return meant ? std::optional(Repair{false, as_json(*meant)}) : std::nullopt;
}

}  // namespace dmp::documents
