#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "dmp/core/date.hpp"
#include "dmp/dossier/detail/schema_check.hpp"

namespace dmp::dossier {

/// Node is a value with the way to it; the pointer is only written when somebody asks. A node
/// refers to its parent, which has to outlive it.
struct Node {
  const nlohmann::json* value = nullptr;  ///< nullptr where the document has nothing.
  const Node* parent = nullptr;
  std::string_view key;
  std::optional<std::size_t> index;  ///< Of an element of a list, which has no key.

  [[nodiscard]] bool present() const { return value != nullptr; }
  [[nodiscard]] bool is_object() const { return present() && value->is_object(); }
  [[nodiscard]] bool is_string() const { return present() && value->is_string(); }
  [[nodiscard]] std::string pointer() const;
  /// member returns the member of an object; absent when there is none or this is no object.
  [[nodiscard]] Node member(std::string_view name) const&;
  Node member(std::string_view name) const&& = delete;

  /// each calls `visit` with every element of a list; with none when this is no list.
  template <typename Visit>
  void each(Visit visit) const {
    if (!present() || !value->is_array()) {
      return;
    }
    std::size_t at = 0;
    for (const auto& element : *value) {
      visit(Node{&element, this, {}, at});
      ++at;
    }
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

  /// text returns a text without outer spaces, "" when there is none.
  static std::string text(const Node& node);
  std::optional<Date> date(const Node& node);
  static bool boolean(const Node& node);

  /// word reads a word of a vocabulary; nothing when absent or not of it.
  template <typename Enum>
  static std::optional<Enum> word(const Node& node,
                                  std::optional<Enum> (*parse)(std::string_view)) {
    return node.is_string() ? parse(node.value->template get_ref<const std::string&>())
                            : std::nullopt;
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
    const auto& typed = node.value->template get_ref<const std::string&>();
    const auto parsed = T::parse(typed);
    if (!parsed) {
      add_invalid(parsed.error(), node);
      return std::nullopt;
    }
    for (const auto& note : parsed->forgiven) {
      add("IDENTIFIER-FORGIVEN", Severity::info, node,
          {arg("value", typed), arg("read", parsed->value.text()), arg_text("how", note)});
    }
    return parsed->value;
  }

 private:
  void assume(const Node& node, std::string_view value);
  void add_invalid(const Error& error, const Node& node);

  Report report_;
  std::string site_;
};

}  // namespace dmp::dossier
