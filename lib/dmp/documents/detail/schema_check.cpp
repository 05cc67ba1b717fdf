#include "dmp/documents/detail/schema_check.hpp"

#include <algorithm>
#include <mutex>
#include <set>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "dmp/base/utf8.hpp"
#include "dmp/documents/detail/value_tree.hpp"

namespace dmp::documents {
namespace {

using nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

/// Dates are checked where they are read: the validator would compile a regular expression for
/// each.
void drop_formats(json& schema) {
  if (schema.is_object()) {
    schema.erase("format");
  }
  for (auto& part : schema) {
    if (part.is_structured()) {
      drop_formats(part);
    }
  }
}

const valijson::Schema& compiled(const json& schema) {
  static std::mutex mutex;
  static std::map<const json*, valijson::Schema> all;
  const std::lock_guard lock(mutex);
  const auto [found, is_new] = all.try_emplace(&schema);
  if (is_new) {
    auto text = schema;
    drop_formats(text);
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(Adapter(text), found->second);
  }
  return found->second;
}

/// The validator names a place as "<root>", "[key]", "[0]", …
std::string pointer_of(const std::vector<std::string>& context) {
  std::string pointer;
  for (std::size_t i = 1; i < context.size(); ++i) {
    const auto& step = context[i];
    pointer += '/' + escape_token(std::string_view(step).substr(1, step.size() - 2));
  }
  return pointer;
}

enum class Fault { echo, type, required, word, other };

Fault fault_of(std::string_view words) {
  if (words.starts_with("Value type not permitted")) {
    return Fault::type;
  }
  if (words.starts_with("Missing required property")) {
    return Fault::required;
  }
  if (words.starts_with("Failed to match against any enum")) {
    return Fault::word;
  }
  // What a value's fault makes of its parents.
  return words.starts_with("Failed to validate") ? Fault::echo : Fault::other;
}

std::string type_text(std::string_view type) { return "json." + std::string(type); }

std::string_view type_of(const json& value) {
  if (value.is_number()) {
    return value.is_number_float() ? "number" : "integer";
  }
  return value.is_null() ? "null" : value.type_name();
}

bool has_type(const json& value, const json& schema) {
  const auto fits = [&](const json& type) {
    return type == type_of(value) || (type == "number" && value.is_number());
  };
  const auto types = schema.find("type");
  return types == schema.end() ||
         (types->is_array() ? std::ranges::any_of(*types, fits) : fits(*types));
}

/// A value as a person would recognise it, not longer than a line.
std::string shown(const json& value) {
  constexpr std::size_t kLongest = 60;
  const auto words = value.is_string() ? value.get<std::string>() : value.dump();
  return std::string(cut_characters(words, kLongest));
}

class Explainer {
 public:
  Explainer(const json& root, const json& schema, const std::string& prefix, Report report)
      : root_(root), schema_(schema), prefix_(prefix), report_(report) {}

  void explain(const std::string& pointer, const std::string& words);
  [[nodiscard]] bool structure_holds() const { return structure_holds_; }

 private:
  void explain_type(const std::string& pointer, const json& value, const json& schema);
  void explain_word(const std::string& pointer, const json& value, const json& schema);
  void explain_other(const std::string& pointer, const json& value, const json& schema,
                     const std::string& words);
  void add(std::string_view rule, const std::string& pointer, Args args);

  const json& root_;
  const json& schema_;
  const std::string& prefix_;  ///< Pointer of `root_` in the document.
  Report report_;
  std::set<std::string> explained_;
  bool structure_holds_ = true;
};

void Explainer::add(std::string_view rule, const std::string& pointer, Args args) {
  if (rule != "SCHEMA-VALUE") {
    structure_holds_ = false;
  }
  report_.findings.add({std::string(rule), Severity::error,
                        report_.source.locate(report_.findings.file(), prefix_ + pointer), "",
                        std::move(args), ""});
}

void Explainer::explain_type(const std::string& pointer, const json& value, const json& schema) {
  // Where several types are allowed, the first one is the usual one.
  const auto& types = schema.at("type");
  const auto expected = (types.is_array() ? types.front() : types).get<std::string>();
  const bool unquoted = expected == "string" && value.is_number();
  add("SCHEMA-TYPE", pointer,
      {arg_text("expected", type_text(expected)), arg_text("found", type_text(type_of(value))),
       arg("value", shown(value)),
       arg_text("advice", unquoted ? "SCHEMA-TYPE.quotes" : "SCHEMA-TYPE.correct")});
}

void Explainer::explain_word(const std::string& pointer, const json& value, const json& schema) {
  std::vector<std::string> words;
  std::string allowed;
  for (const auto& word : schema.value("enum", json::array())) {
    words.push_back(shown(word));
    allowed += (allowed.empty() ? "" : ", ") + words.back();
  }
  const auto found = shown(value);
  const auto meant = nearest(found, words);
  add("SCHEMA-VALUE", pointer,
      {arg("value", found), arg("allowed", allowed), arg("nearest", meant.value_or("")),
       arg_text("reason", "SCHEMA-VALUE.word"),
       arg_text("advice", meant ? "SCHEMA.did-you-mean" : "SCHEMA-VALUE.choose")});
}

void Explainer::explain_other(const std::string& pointer, const json& value, const json& schema,
                              const std::string& words) {
  std::string_view reason = "SCHEMA-VALUE.other";
  std::string limit;
  if (value.is_string()) {
    const auto size = count_characters(value.get_ref<const std::string&>());
    const bool too_long = size > schema.value("maxLength", size);
    reason = size == 0 ? "SCHEMA-VALUE.empty" : (too_long ? "SCHEMA-VALUE.too-long" : reason);
    limit = too_long ? std::to_string(schema.value("maxLength", 0)) : "";
  } else if (value.is_number()) {
    const bool too_small = schema.contains("minimum") && value < schema["minimum"];
    const auto* const bound = too_small ? "minimum" : "maximum";
    if (schema.contains(bound)) {
      reason = too_small ? "SCHEMA-VALUE.too-small" : "SCHEMA-VALUE.too-large";
      limit = schema[bound].dump();
    }
  }
  add("SCHEMA-VALUE", pointer,
      {arg("value", shown(value)), arg("limit", limit), arg("words", words),
       arg_text("reason", reason), arg_text("advice", "SCHEMA-VALUE.correct")});
}

void Explainer::explain(const std::string& pointer, const std::string& words) {
  const auto fault = fault_of(words);
  if (report_.findings.full()) {
    structure_holds_ = structure_holds_ && fault == Fault::word;
    report_.findings.add({"SCHEMA-VALUE", Severity::error, {}, "", {}, ""});
    return;
  }
  if (fault == Fault::required) {
    const auto first = words.find('\'') + 1;
    const auto key = words.substr(first, words.rfind('\'') - first);
    if (explained_.insert(pointer + '/' + escape_token(key)).second) {
      add("SCHEMA-REQUIRED", pointer + '/' + escape_token(key), {arg("key", key)});
    }
    return;
  }
  const auto* schema = subschema_at(schema_, pointer);
  if (schema == nullptr) {
    return;
  }
  const auto& value = root_.at(json::json_pointer(pointer));
  const bool type_fits = has_type(value, *schema);
  if (!explained_.insert(pointer).second) {
    return;
  }
  // A wrong type makes other faults at the same place, in any order: the type is what to tell.
  if (!type_fits) {
    explain_type(pointer, value, *schema);
  } else if (fault == Fault::word) {
    explain_word(pointer, value, *schema);
  } else {
    explain_other(pointer, value, *schema, words);
  }
}

}  // namespace

bool explain_faults(const json& value, const json& schema, const std::string& pointer,
                    Report report) {
  valijson::ValidationResults results;
  if (valijson::Validator().validate(compiled(schema), Adapter(value), &results)) {
    return true;
  }
  Explainer explainer(value, schema, pointer, report);
  bool explained = false;
  for (const auto& fault : results) {
    if (fault_of(fault.description) == Fault::echo) {
      continue;
    }
    const auto before = report.findings.count();
    explainer.explain(pointer_of(fault.context), fault.description);
    explained = explained || report.findings.count() > before;
  }
  if (!explained) {
    report.findings.add(
        {"SCHEMA-VALUE",
         Severity::error,
         report.source.locate(report.findings.file(), pointer),
         "",
         {arg("value", ""), arg_text("reason", "SCHEMA-VALUE.other"),
          arg("words", results.begin()->description), arg_text("advice", "SCHEMA-VALUE.correct")},
         ""});
    return false;
  }
  return explainer.structure_holds();
}

}  // namespace dmp::documents
