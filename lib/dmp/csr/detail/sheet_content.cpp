#include "dmp/csr/detail/sheet_content.hpp"

#include <algorithm>
#include <utility>

#include "dmp/base/listed.hpp"
#include "dmp/base/pattern.hpp"
#include "dmp/model/carrier.hpp"
#include "dmp/x509/name.hpp"

namespace dmp::csr::detail {
namespace {

/// Tells whether the service is the edition's own for the usage: only then is the certificate known
/// to be for the DMP.
bool is_usual(const model::Order& order, const policy::Policy& policy) {
  return order.service == policy.service_name(order.usage);
}

using Sites = std::span<const model::Establishment* const>;

bool applies(When when, const model::Order& order, const policy::Policy& policy, Sites sites,
             bool is_printable) {
  const auto is_for_dmp = [&](model::Usage usage) {
    return order.usage == usage && is_usual(order, policy);
  };
  const bool is_other = !policy.service_name(order.usage).empty() && !is_usual(order, policy);
  switch (when) {
    case When::always:
      return true;
    case When::first_request:
      return order.renews.empty();
    case When::renewal:
      return !order.renews.empty();
    case When::login_known:
      return !policy.portal_login_url.empty();
    case When::manual_known:
      return !policy.portal_manual_url.empty();
    case When::encrypted:
      return order.key_encrypted;
    case When::dmp_authentication:
      return is_for_dmp(model::Usage::auth_cli);
    case When::dmp_signature:
      return is_for_dmp(model::Usage::sign);
    case When::printable:
      return is_printable;
    case When::shared:
      return sites.size() > 1;
    case When::other_use:
      return !is_for_dmp(model::Usage::auth_cli) && !is_for_dmp(model::Usage::sign);
    case When::usual_service:
      return !is_other;
    case When::other_service:
      return is_other;
    case When::test:
      return order.environment == model::Environment::test;
    case When::rehearsal:
      return order.environment == model::Environment::rehearsal;
  }
  return false;
}

/// Each site by its name and number.
std::string names_of(Sites sites) {
  std::vector<std::string> names;
  for (const auto* site : sites) {
    const auto number = model::number_of(*site, model::FinessKind::geographic);
    names.push_back(x509::normal_spaces(site->name) +
                    (number.empty() ? std::string() : " (" + std::string(number) + ")"));
  }
  return listed(names);
}

/// The subject as those who have it declared write it.
std::string printed_subject(const model::Order& order, const model::Establishment& site) {
  return x509::printed({model::state_label_of(site, order.on),
                        x509::organisation_name(order.site_name), order.structure, order.service});
}

Args values_of(const model::Order& order, const model::Establishment& site,
               const policy::Policy& policy, Sites sites) {
  return {arg("usage", to_string(order.usage)),
          arg("name", x509::normal_spaces(order.site_name)),
          arg("sites", names_of(sites)),
          arg("kind", french(order.on)),
          arg("finess", order.finess),
          arg("structure", order.structure),
          arg("environment", french(order.environment)),
          arg("service", order.service),
          arg("usual_service", policy.service_name(order.usage)),
          arg("portal", policy.portal_url),
          arg("login", policy.portal_login_url),
          arg("manual", policy.portal_manual_url),
          arg("state", model::state_label_of(site, order.on)),
          arg("organisation", x509::organisation_name(order.site_name)),
          arg("subject", printed_subject(order, site)),
          arg("public_key_sha256", order.public_key_sha256),
          arg("renews", order.renews),
          arg("validity", french_duration(policy.validity_months)),
          arg("notice", policy.renewal_notice_days),
          arg("policy", policy.name)};
}

}  // namespace

std::vector<Line> sheet_content(const model::Order& order, const model::Establishment& site,
                                const policy::Policy& policy, const SheetCommands& commands,
                                Sites sites) {
  const auto values = values_of(order, site, policy, sites);
  const bool is_printable = !printed_subject(order, site).empty();
  const auto filled = [&values](std::string_view pattern) {
    return fill_in(Language::french, pattern, values);
  };
  std::vector<Line> lines;
  std::size_t steps = 0;
  for (const auto& line : sheet_lines()) {
    if (!applies(line.when, order, policy, sites, is_printable)) {
      continue;
    }
    if (line.shape == Shape::verify_command || line.shape == Shape::watch_command) {
      const auto& shown = line.shape == Shape::verify_command ? commands.verify : commands.watch;
      for (const auto& one : shown) {
        lines.push_back({Shape::command, {}, one, {}, 0});
      }
      continue;
    }
    if (line.shape == Shape::heading) {
      steps = 0;
    }
    Line out{line.shape, filled(line.label), filled(line.text), filled(line.remark), 0};
    if (line.shape == Shape::digest && out.text.empty()) {
      continue;  // An order that is only planned has no key yet.
    }
    if (line.shape == Shape::step) {
      out.number = ++steps;
    }
    lines.push_back(std::move(out));
  }
  return lines;
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> all;
  bool glue = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto is_space = [](char c) {
      return static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
    };
    const auto start = std::ranges::find_if_not(text.substr(at), is_space) - text.begin();
    const auto end = std::ranges::find_if(text.substr(static_cast<std::size_t>(start)), is_space);
    const std::string word(text.begin() + start, end);
    at = static_cast<std::size_t>(end - text.begin());
    if (word.empty()) {
      break;
    }
    const bool closes = word == ":" || word == ";" || word == "?" || word == "!" || word == "–" ||
                        word.starts_with("»");
    if (!all.empty() && (glue || closes)) {
      all.back() += ' ' + word;
    } else {
      all.push_back(word);
    }
    glue = word.ends_with("«") || word == "n°";
  }
  return all;
}

std::vector<std::string> in_groups(std::string_view digits, std::size_t per_line) {
  std::vector<std::string> lines;
  for (std::size_t group = 0; group * 4 < digits.size(); ++group) {
    if (group % per_line == 0) {
      lines.emplace_back();
    } else {
      lines.back() += ' ';
    }
    lines.back() += digits.substr(group * 4, 4);
  }
  return lines;
}

}  // namespace dmp::csr::detail
