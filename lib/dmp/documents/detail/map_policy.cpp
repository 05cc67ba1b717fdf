#include <algorithm>

#include "dmp/base/utf8.hpp"
#include "dmp/documents/detail/documents.hpp"

namespace dmp::documents {
namespace {

using policy::Policy;

std::optional<Severity> parse_severity(std::string_view word) {
  for (const auto severity : {Severity::error, Severity::warning, Severity::info}) {
    if (to_string(severity) == word) {
      return severity;
    }
  }
  return std::nullopt;
}

/// "/etc/dmp/our-policy.json" is known by "our-policy".
std::string_view stem_of(std::string_view file) {
  file.remove_prefix(file.rfind('/') + 1);
  return file.substr(0, file.find('.', 1));
}

/// Lays the values of a document over a policy and remembers which ones it had.
class PolicyReader {
 public:
  PolicyReader(const Node& top, std::string_view file, const Catalogue& rules, Mapper& mapper)
      : top_(top), file_(file), rules_(rules), mapper_(mapper) {}

  void read(Policy& policy);
  /// explain gives each value that was read its source, unless the document names one.
  void explain(Policy& policy) const;

 private:
  void read_text(std::string_view key, std::string& value);
  void read_number(std::string_view key, int& value);
  void read_published(Policy& policy);
  void read_usages(Policy& policy);
  void read_finess(Policy& policy);
  void read_severities(Policy& policy);
  void read_deviations(Policy& policy);
  void check_rule(const Node& node);
  void check_thresholds(const Policy& policy);

  const Node& top_;
  std::string_view file_;
  const Catalogue& rules_;
  Mapper& mapper_;
  std::vector<std::string> fields_;  ///< Pointers of the values that were read.
};

void PolicyReader::read_text(std::string_view key, std::string& value) {
  const auto node = top_.member(key);
  if (node.is_string()) {
    value = Mapper::text(node);
    fields_.push_back(node.pointer());
  }
}

void PolicyReader::read_number(std::string_view key, int& value) {
  const auto node = top_.member(key);
  const auto number = node.present() ? node.tree->to_json(*node.id) : nlohmann::json();
  if (number.is_number_integer()) {
    value = number.get<int>();
    fields_.push_back(node.pointer());
  }
}

void PolicyReader::read_usages(Policy& policy) {
  const auto names = top_.member("service_names");
  for (const auto usage : {model::Usage::auth_cli, model::Usage::sign, model::Usage::conf}) {
    const auto name = names.member(to_string(usage));
    if (name.is_string()) {
      policy.service_names[usage] = Mapper::text(name);
      fields_.push_back(name.pointer());
    }
  }
  const auto required = top_.member("required_usages");
  if (!required.present()) {
    return;
  }
  policy.required_usages.clear();
  fields_.push_back(required.pointer());
  required.each([&](const Node& node) {
    const auto usage = Mapper::word(node, model::parse_usage);
    auto& all = policy.required_usages;
    if (usage && std::ranges::find(all, *usage) == all.end()) {
      all.push_back(*usage);
    }
  });
}

void PolicyReader::read_finess(Policy& policy) {
  const auto kind = top_.member("finess_kind");
  if (const auto read = Mapper::word(kind, model::parse_finess_kind)) {
    policy.finess_kind = *read;
    fields_.push_back(kind.pointer());
  }
  const auto from = top_.member("finess_kind_from");
  if (const auto read = mapper_.date(from)) {
    policy.finess_kind_from = read;
    fields_.push_back(from.pointer());
  }
  const auto contract = top_.member("contract_per");
  if (contract.is_string()) {
    policy.contract_per_site = Mapper::text(contract) == "site";
    fields_.push_back(contract.pointer());
  }
}

void PolicyReader::check_rule(const Node& node) {
  if (rules_.find(node.key) != nullptr) {
    return;
  }
  std::vector<std::string_view> rules;
  for (const auto* entry : rules_.entries()) {
    rules.push_back(entry->id);
  }
  const auto shown = std::string(cut_characters(node.key, 60));
  const auto meant = mapper_.full() ? std::nullopt : nearest(shown, rules);
  mapper_.add("POLICY-RULE-UNKNOWN", Severity::warning, node,
              {arg("value", shown), arg("nearest", meant.value_or("")),
               arg_text("advice", meant ? "SCHEMA.did-you-mean" : "POLICY-RULE-UNKNOWN.remove")});
}

void PolicyReader::read_severities(Policy& policy) {
  const auto severities = top_.member("severities");
  severities.each_member([&](const Node& node) {
    check_rule(node);
    if (const auto severity = Mapper::word(node, parse_severity)) {
      policy.severities[std::string(node.key)] = *severity;
      fields_.push_back(node.pointer());
    }
  });
}

void PolicyReader::read_deviations(Policy& policy) {
  top_.member("deviations").each([&](const Node& node) {
    policy::Deviation deviation{Mapper::text(node.member("field")),
                                Mapper::text(node.member("source")),
                                Mapper::text(node.member("certainty"))};
    std::erase_if(policy.deviations,
                  [&](const auto& known) { return known.field == deviation.field; });
    std::erase(fields_, deviation.field);
    policy.deviations.push_back(std::move(deviation));
  });
}

void PolicyReader::check_thresholds(const Policy& policy) {
  if (policy.critical_days < policy.warn_days) {
    return;
  }
  const auto critical = top_.member("critical_days");
  const auto warn = top_.member("warn_days");
  mapper_.add("POLICY-THRESHOLDS", Severity::warning, critical.present() ? critical : warn,
              {arg("critical", policy.critical_days), arg("warn", policy.warn_days)});
}

void PolicyReader::read_published(Policy& policy) {
  const auto node = top_.member("published_on");
  if (const auto read = mapper_.date(node)) {
    policy.published_on = read;
    fields_.push_back(node.pointer());
  }
}

void PolicyReader::read(Policy& policy) {
  read_published(policy);
  read_usages(policy);
  read_finess(policy);
  read_text("client_service_email", policy.client_service_email);
  read_text("form_413_url", policy.form_413_url);
  read_text("habilitation_portal", policy.habilitation_portal);
  read_text("portal_url", policy.portal_url);
  read_text("portal_login_url", policy.portal_login_url);
  read_text("portal_manual_url", policy.portal_manual_url);
  read_text("project_statement", policy.project_statement);
  read_text("offer", policy.offer);
  read_number("validity_months", policy.validity_months);
  read_number("renewal_notice_days", policy.renewal_notice_days);
  read_number("order_lead_days", policy.order_lead_days);
  read_number("warn_days", policy.warn_days);
  read_number("critical_days", policy.critical_days);
  read_severities(policy);
  read_deviations(policy);
  check_thresholds(policy);
}

void PolicyReader::explain(Policy& policy) const {
  for (const auto& field : fields_) {
    std::erase_if(policy.deviations, [&](const auto& known) { return known.field == field; });
    policy.deviations.push_back({field, std::string(file_), "local"});
  }
}

const Policy* find_base(const Node& extends, Mapper& mapper) {
  const auto name = Mapper::text(extends);
  if (const auto* base = policy::find_policy(name)) {
    return base;
  }
  std::vector<std::string> names;
  std::string allowed;
  for (const auto& edition : policy::builtin_policies()) {
    names.push_back(edition.name);
    allowed += (allowed.empty() ? "" : ", ") + edition.name;
  }
  const auto shown = std::string(cut_characters(name, 60));
  const auto meant = nearest(shown, names);
  mapper.add("POLICY-BASE-UNKNOWN", Severity::error, extends,
             {arg("value", shown), arg("allowed", allowed), arg("nearest", meant.value_or("")),
              arg_text("advice", meant ? "SCHEMA.did-you-mean" : "SCHEMA-VALUE.choose")});
  return nullptr;
}

}  // namespace

std::optional<Policy> map_policy(const ValueTree& tree, std::string_view file,
                                 const Catalogue& rules, Mapper& mapper) {
  const auto top = Node::root(tree);
  const auto extends = top.member("extends");
  const auto name = Mapper::text(top.member("name"));
  const auto title = Mapper::text(top.member("title"));
  PolicyReader reader(top, file, rules, mapper);
  if (!extends.is_string()) {
    Policy policy;
    policy.name = name;
    policy.title = title;
    reader.read(policy);
    return policy;
  }
  const auto* base = find_base(extends, mapper);
  if (base == nullptr) {
    return std::nullopt;
  }
  auto policy = *base;
  // A changed edition must not go by the name of the one that it changes.
  policy.name = name.empty() ? base->name + '+' + std::string(stem_of(file)) : name;
  policy.title = title.empty() ? base->title : title;
  reader.read(policy);
  reader.explain(policy);
  return policy;
}

}  // namespace dmp::documents
