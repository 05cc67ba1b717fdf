#include "dmp/documents/detail/schema_check.hpp"

#include <algorithm>

#include "dmp/base/utf8.hpp"
#include "dmp/documents/edit.hpp"

namespace dmp::documents {
namespace {

using nlohmann::json;
using Kind = ValueTree::Kind;

std::string type_text(std::string_view type) { return "json." + std::string(type); }

std::string_view type_of(const json& value) {
  if (value.is_number()) {
    return value.is_number_float() ? "number" : "integer";
  }
  return value.is_null() ? "null" : value.type_name();
}

/// A value as a person would recognise it, not longer than a line.
std::string shown(const json& value) {
  constexpr std::size_t kLongest = 60;
  const auto words = value.is_string() ? value.get<std::string>() : value.dump();
  return std::string(cut_characters(words, kLongest));
}

bool is_text(const json& word, std::string_view text) {
  const auto* const own = word.get_ptr<const json::string_t*>();
  return own != nullptr && *own == text;
}

/// std::regex recurses by the length of the text.
bool matches(const Schema::Pattern& pattern, const std::string& text) {
  constexpr std::size_t kLongest = 256;
  return text.size() <= kLongest && std::regex_search(text, pattern.compiled);
}

/// Misfit is why a value of the right type does not fit.
struct Misfit {
  std::string_view reason;
  std::string limit = {};
};

std::optional<Misfit> outside(const json& value, const Schema::Range& range, std::string_view below,
                              std::string_view above) {
  if (!range.least.is_null() && value < range.least) {
    return Misfit{below, range.least.dump()};
  }
  if (!range.most.is_null() && value > range.most) {
    return Misfit{above, range.most.dump()};
  }
  return std::nullopt;
}

std::optional<Misfit> misfit_of_text(const std::string& text, const Schema& part) {
  auto misfit = outside(count_characters(text), part.length, "SCHEMA-VALUE.too-short",
                        "SCHEMA-VALUE.too-long");
  if (!misfit && part.pattern && !matches(*part.pattern, text)) {
    misfit = Misfit{"SCHEMA-VALUE.pattern", part.pattern->text};
  }
  return misfit && text.empty() ? Misfit{"SCHEMA-VALUE.empty"} : misfit;
}

/// Nothing is read that the part does not ask for: most texts are never looked at here.
std::optional<Misfit> misfit_of(const Node& node, const Schema& part) {
  if (node.is_string() && (part.pattern || !part.length.is_open())) {
    return misfit_of_text(node.typed(), part);
  }
  if (node.is(Kind::number) && !part.value.is_open()) {
    return outside(node.tree->to_json(*node.id), part.value, "SCHEMA-VALUE.too-small",
                   "SCHEMA-VALUE.too-large");
  }
  if (node.is(Kind::array) && !part.count.is_open()) {
    return outside(node.size(), part.count, "SCHEMA-VALUE.too-few", "SCHEMA-VALUE.too-many");
  }
  return std::nullopt;
}

bool is_one_of(const Node& node, const std::vector<json>& words) {
  if (node.is_string()) {
    const auto text = node.typed();
    return std::ranges::any_of(words, [&](const json& word) { return is_text(word, text); });
  }
  return std::ranges::find(words, node.tree->to_json(*node.id)) != words.end();
}

/// What a finding says, and what the value is to be.
struct Why {
  Args args;
  std::optional<Repair> repair = std::nullopt;
};

/// A number that has to be a text. Where it has as many digits as a value of this kind, no zero of
/// it was lost; of any other one nobody knows.
std::optional<Repair> repair_of_number(std::string_view number, const Schema& part) {
  const auto is_digits = [](std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
  };
  const bool is_whole =
      is_digits(number) && std::ranges::any_of(part.examples, [&](const auto& one) {
        return is_digits(one) && one.size() == number.size();
      });
  return Repair{is_whole, as_json(number)};
}

/// A whole number or a truth that was put in quotes.
std::optional<Repair> repair_of_quoted(const json& value, const Schema& part) {
  if (!value.is_string()) {
    return std::nullopt;
  }
  const auto text = folded(value.get<std::string>());
  const auto meant = json::parse(text, nullptr, false);
  const bool fits = part.type == type_of(meant) && !meant.is_structured() && !meant.is_null();
  return fits ? std::optional(Repair{true, meant.dump()}) : std::nullopt;
}

/// What the dossier calls whom a value belongs to: the id, or else the FINESS number, of the
/// nearest object that has one; "" where none has. A representative and an agent are somebody's.
std::string name_of_owner(const Node& node) {
  for (const auto* owner = node.parent; owner != nullptr; owner = owner->parent) {
    const auto* const list = owner->parent != nullptr ? owner->parent->parent : nullptr;
    if (owner->key == "representative" || (list != nullptr && list->key == "agents")) {
      continue;
    }
    for (const std::string_view key : {"id", "finess"}) {
      const auto name = owner->member(key);
      if (name.is_string() && !is_todo(name.typed())) {
        return std::string(cut_characters(trimmed(name.typed()), 64));
      }
    }
  }
  return {};
}

/// What is reported, and how.
struct Rule {
  std::string_view id;
  Severity severity;
  bool of_structure;  ///< A document that breaks it cannot be understood.
  bool at_key;        ///< Placed at the key, not at the value.
};
constexpr Rule kType{"SCHEMA-TYPE", Severity::error, true, false};
constexpr Rule kRequired{"SCHEMA-REQUIRED", Severity::error, true, false};
constexpr Rule kValue{"SCHEMA-VALUE", Severity::error, false, false};
constexpr Rule kTodo{"DOSSIER-TODO", Severity::error, false, false};
constexpr Rule kSpaces{kSpacesRule, Severity::info, false, false};
constexpr Rule kUnknownKey{"SCHEMA-UNKNOWN-KEY", Severity::warning, false, true};

/// FormCheck walks a document and its schema together. Each step returns whether the value
/// conforms with all that is in it, and reports why it does not.
class FormCheck {
 public:
  FormCheck(ValueTree& tree, std::span<const OtherName> other_names, const Report& report,
            bool takes_todos)
      : tree_(tree), other_names_(other_names), report_(&report), takes_todos_(takes_todos) {}

  bool walk(const Node& node, const Schema& part);
  [[nodiscard]] bool structure_holds() const { return structure_holds_; }

 private:
  /// Judges only: reports nothing and ignores no member.
  FormCheck(ValueTree& tree, bool takes_todos) : tree_(tree), takes_todos_(takes_todos) {}
  [[nodiscard]] bool conforms(const Node& node, const Schema& part) const {
    return FormCheck(tree_, takes_todos_).walk(node, part);
  }

  bool walk_object(const Node& object, const Schema& part);
  bool walk_alternatives(const Node& node, const Schema& part);
  bool walk_condition(const Node& node, const Schema& part);

  /// Reports a value that is to be found out.
  void note_todo(const Node& node);
  // These return false.
  bool wrong_type(const Node& node, const Schema& part);
  bool wrong_word(const Node& node, const Schema& part);
  bool wrong_value(const Node& node, const Misfit& misfit);
  /// Reports a text with spaces at its ends, which are not read.
  void note_spaces(const Node& node, std::string_view typed);
  bool missing(const Node& object, const Schema& part);
  bool unknown(const Node& member, const Schema& part);
  /// `explain` returns a Why, and is only called for what will be listed.
  template <typename Explain>
  bool report(const Rule& rule, const Node& node, Explain explain);

  [[nodiscard]] std::string meant(std::string_view key, const Schema& part) const;

  ValueTree& tree_;
  std::span<const OtherName> other_names_;
  const Report* report_ = nullptr;
  bool takes_todos_ = false;
  bool structure_holds_ = true;
};

void FormCheck::note_todo(const Node& node) {
  report(kTodo, node, [&] {
    const auto text = node.typed();
    const auto what = todo_subject(text);
    return Why{{arg("key", node.key),
                arg("what", cut_characters(what.empty() ? node.key : what, 100)),
                arg("of", name_of_owner(node))}};
  });
  if (report_ != nullptr) {
    tree_.ignore(*node.id);
  }
}

void FormCheck::note_spaces(const Node& node, std::string_view typed) {
  const auto text = trimmed(typed);
  if (text.size() == typed.size() || text.empty()) {
    return;
  }
  report(kSpaces, node, [&] {
    return Why{{arg("value", cut_characters(typed, 60))}, Repair{true, as_json(text)}};
  });
}

bool FormCheck::walk(const Node& node, const Schema& part) {
  if (takes_todos_ && node.is_string()) {
    const auto typed = node.typed();
    if (!node.index && is_todo(typed)) {
      note_todo(node);
      return true;
    }
    if (part.words.empty() && part.alternatives.empty()) {
      note_spaces(node, typed);
    }
  }
  if (!part.admits_type(tree_, *node.id)) {
    return wrong_type(node, part);
  }
  bool fits = true;
  if (!part.words.empty() && !is_one_of(node, part.words)) {
    fits = wrong_word(node, part);
  } else if (const auto misfit = misfit_of(node, part)) {
    fits = wrong_value(node, *misfit);
  }
  if (node.is_object()) {
    fits = walk_object(node, part) && fits;
  } else if (part.items != nullptr) {
    node.each([&](const Node& element) { fits = walk(element, *part.items) && fits; });
  }
  if (!part.alternatives.empty()) {
    fits = walk_alternatives(node, part) && fits;
  }
  if (part.condition != nullptr) {
    fits = walk_condition(node, part) && fits;
  }
  return fits;
}

bool FormCheck::walk_object(const Node& object, const Schema& part) {
  bool fits = true;
  std::ptrdiff_t required = 0;
  object.each_member([&](const Node& member) {
    const auto* const known = part.find(member.key);
    required += known != nullptr && known->required ? 1 : 0;
    const auto& own = known != nullptr && known->part ? known->part : part.others;
    if (own) {
      fits = walk(member, *own) && fits;
    } else if (part.closed) {
      fits = unknown(member, part);
    }
  });
  return required == part.required ? fits : missing(object, part);
}

bool FormCheck::walk_alternatives(const Node& node, const Schema& part) {
  const auto conforms_to = [&](const Schema::Part& each) { return conforms(node, *each); };
  const auto fitting = std::ranges::find_if(part.alternatives, conforms_to);
  if (fitting != part.alternatives.end()) {
    // What is to be found out in it is to be reported all the same.
    return !takes_todos_ || report_ == nullptr || walk(node, **fitting);
  }
  // What was probably meant explains: that of the value's type, or else one that is not null.
  const auto has_type = [&](const Schema::Part& each) {
    return each->admits_type(tree_, *node.id);
  };
  auto meant = std::ranges::find_if(part.alternatives, has_type);
  if (meant == part.alternatives.end()) {
    meant = std::ranges::find(part.alternatives, false,
                              [](const auto& p) { return p->type == "null"; });
  }
  return walk(node, meant == part.alternatives.end() ? *part.alternatives.front() : **meant);
}

bool FormCheck::walk_condition(const Node& node, const Schema& part) {
  const auto* const then =
      (conforms(node, *part.condition) ? part.consequence : part.otherwise).get();
  return then == nullptr || walk(node, *then);
}

bool FormCheck::wrong_type(const Node& node, const Schema& part) {
  return report(kType, node, [&] {
    const auto value = tree_.to_json(*node.id);
    const bool unquoted = part.type == "string" && value.is_number();
    return Why{{arg_text("expected", type_text(part.type)),
                arg_text("found", type_text(type_of(value))), arg("value", shown(value)),
                arg_text("advice", unquoted ? "SCHEMA-TYPE.quotes" : "SCHEMA-TYPE.correct")},
               unquoted ? repair_of_number(tree_.number_text(*node.id), part)
                        : repair_of_quoted(value, part)};
  });
}

bool FormCheck::wrong_word(const Node& node, const Schema& part) {
  return report(kValue, node, [&] {
    std::vector<std::string> words;
    std::string allowed;
    for (const auto& word : part.words) {
      words.push_back(shown(word));
      allowed += (allowed.empty() ? "" : ", ") + words.back();
    }
    const auto found = shown(tree_.to_json(*node.id));
    const auto meant = nearest(found, words);
    return Why{{arg("value", found), arg("allowed", allowed), arg("nearest", meant.value_or("")),
                arg_text("reason", "SCHEMA-VALUE.word"),
                arg_text("advice", meant ? "SCHEMA.did-you-mean" : "SCHEMA-VALUE.choose")},
               node.is_string() ? repair_of_word(found, words) : std::nullopt};
  });
}

bool FormCheck::wrong_value(const Node& node, const Misfit& misfit) {
  return report(kValue, node, [&] {
    return Why{{arg("value", shown(tree_.to_json(*node.id))), arg("limit", misfit.limit),
                arg_text("reason", misfit.reason), arg_text("advice", "SCHEMA-VALUE.correct")}};
  });
}

bool FormCheck::missing(const Node& object, const Schema& part) {
  for (const auto& member : part.members) {
    if (member.required && !tree_.stands_there(*object.id, member.key)) {
      report(kRequired, {&tree_, std::nullopt, &object, member.key, std::nullopt},
             [&] { return Why{{arg("key", member.key)}}; });
    }
  }
  return false;
}

bool FormCheck::unknown(const Node& member, const Schema& part) {
  report(kUnknownKey, member, [&] {
    constexpr std::size_t kLongest = 60;
    const auto name = meant(member.key, part);
    return Why{
        {arg("key", cut_characters(member.key, kLongest)), arg("nearest", name),
         arg_text("advice", name.empty() ? "SCHEMA-UNKNOWN-KEY.remove" : "SCHEMA.did-you-mean")}};
  });
  if (report_ != nullptr) {
    tree_.ignore(*member.id);
  }
  return false;
}

std::string FormCheck::meant(std::string_view key, const Schema& part) const {
  constexpr std::size_t kLongest = 40;
  const auto other = std::ranges::find_if(other_names_, [&](const OtherName& name) {
    return name.first == key && part.find(name.second) != nullptr;
  });
  if (other != other_names_.end()) {
    return std::string(other->second);
  }
  if (key.size() > kLongest) {
    return {};
  }
  std::vector<std::string_view> names;
  for (const auto& member : part.members) {
    names.emplace_back(member.key);
  }
  return std::string(nearest(key, names).value_or(std::string_view()));
}

template <typename Explain>
bool FormCheck::report(const Rule& rule, const Node& node, Explain explain) {
  if (report_ == nullptr) {
    return false;
  }
  structure_holds_ = structure_holds_ && !rule.of_structure;
  auto& findings = report_->findings;
  if (findings.full()) {
    findings.add({std::string(rule.id), rule.severity, {}, "", {}, ""});
    return false;
  }
  const auto at = rule.at_key ? tree_.key_position(*node.id)
                              : tree_.value_position(node.present() ? *node.id : *node.parent->id);
  auto [args, repair] = explain();
  findings.add({std::string(rule.id),
                rule.severity,
                {findings.file(), node.pointer(), at.line, at.column},
                "",
                with_repair(std::move(args), repair),
                ""});
  return false;
}

}  // namespace

bool check_form(ValueTree& tree, const Schema& schema, std::span<const OtherName> other_names,
                Report report, bool takes_todos) {
  FormCheck check(tree, other_names, report, takes_todos);
  check.walk(Node::root(tree), schema);
  return check.structure_holds();
}

json version_of(const ValueTree& tree) {
  const auto version =
      tree.kind(0) == ValueTree::Kind::object ? tree.member(0, "version") : std::nullopt;
  return version ? tree.to_json(*version) : json();
}

bool check_version(const ValueTree& tree, const Schema& schema, Report report) {
  const auto found = version_of(tree);
  const auto* const member = schema.find("version");
  if (!found.is_number() || member == nullptr || !member->part || member->part->words.empty() ||
      found == member->part->words.front()) {
    return true;
  }
  const auto& expected = member->part->words.front();
  report.findings.add({found < expected ? "SCHEMA-VERSION-OLD" : "SCHEMA-VERSION",
                       Severity::error,
                       report.source.locate(report.findings.file(), "/version"),
                       "",
                       {arg("found", found.dump()), arg("expected", expected.dump())},
                       ""});
  return false;
}

bool is_todo(const Finding& finding) { return finding.rule == kTodo.id; }

}  // namespace dmp::documents
