#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "dmp/base/listed.hpp"
#include "dmp/base/lower_case.hpp"
#include "dmp/base/shell_word.hpp"
#include "dmp/expiry/detail/sense.hpp"
#include "dmp/model/carrier.hpp"
#include "dmp/model/structure_id.hpp"

namespace dmp::expiry::detail {
namespace {

using model::CertificateStatus;

/// What a site's certificates of one usage are known by.
struct Want {
  const model::Establishment* site = nullptr;
  const Request::Expected* document = nullptr;
  model::Usage usage = model::Usage::auth_cli;
  model::FinessKind on = model::FinessKind::geographic;
  std::string name = {};  ///< Service applicatif, where it is not the edition's.
};

std::vector<Want> wants_of(const Request::Expected& document, const policy::Policy& policy) {
  std::vector<Want> wants;
  for (const auto& site : document.dossier->establishments) {
    for (const auto& wanted : site.certificates) {
      // Of several of one usage, the names tell which is which.
      const bool alone = std::ranges::count(site.certificates, wanted.usage,
                                            &model::WantedCertificate::usage) == 1;
      wants.push_back(
          {&site, &document, wanted.usage, wanted.on,
           wanted.name.empty() && !alone ? policy.service_name(wanted.usage) : wanted.name});
    }
    if (site.certificates.empty()) {
      for (const auto usage : policy.required_usages) {
        wants.push_back({&site, &document, usage, policy.finess_kind});
      }
    }
  }
  return wants;
}

/// A row and the structure that it names, taken apart once.
struct Known {
  Row* row;
  std::optional<model::StructureId> structure;
};

std::vector<Known> known_of(std::vector<Row>& rows) {
  std::vector<Known> known;
  for (auto& row : rows) {
    auto structure = model::StructureId::parse(row.facts.structure());
    known.push_back({&row, structure ? std::optional(structure->value) : std::nullopt});
  }
  return known;
}

bool is_of_site(const Known& known, const Want& want) {
  return known.row->facts.usage == want.usage && known.structure &&
         (want.name.empty() || known.row->facts.subject.common_name == want.name) &&
         model::carries(*want.site, *known.structure);
}

Row missing_row(const Want& want, const policy::Policy& policy) {
  Row row;
  row.watched = true;
  row.status = CertificateStatus::missing;
  row.critical = true;
  row.due = true;
  row.site = want.site->id;
  row.facts.usage = want.usage;
  row.facts.environment = want.document->dossier->environment;
  row.facts.subject.organisation = model::organisation_of(*want.site, want.on);
  row.facts.subject.common_name = want.name.empty() ? policy.service_name(want.usage) : want.name;
  if (const auto structure = model::structure_of(*want.site, want.on)) {
    row.facts.subject.units.push_back(structure->text());
  }
  return row;
}

std::string option_of(model::Usage usage) {
  auto word = lower_case(to_string(usage));
  std::ranges::replace(word, '_', '-');
  return word;
}

const Request::Expected* document_of(const Row& row, const Request& request) {
  const auto found = std::ranges::find_if(request.dossiers, [&](const Request::Expected& each) {
    return each.dossier->find_establishment(row.site) != nullptr;
  });
  return found == request.dossiers.end() ? nullptr : &*found;
}

/// What blocks the order of the row's site.
const std::vector<std::string>* blocking(const Row& row, const Request::Expected* document) {
  if (document == nullptr) {
    return nullptr;
  }
  const auto found = document->blocked.find(row.site);
  return found == document->blocked.end() ? nullptr : &found->second;
}

/// The command that shows what blocks a site's order, and what to do about it.
std::string check_command(const Row& row, const Request::Expected& document,
                          const Request& request) {
  return "dmpcert check " + shell_word(document.file) + " --site " + shell_word(row.site) +
         (request.policy_argument.empty() ? ""
                                          : " --policy " + shell_word(request.policy_argument));
}

std::string command_for(const Row& row, bool renew, const Request::Expected* document,
                        const Request& request) {
  const auto& policy = policy_of(request);
  const auto usual = policy.service_name(row.facts.usage);
  if (document == nullptr || usual.empty()) {
    return {};
  }
  std::string command = "dmpcert csr ";
  command += renew ? "--renew " : "";
  command += shell_word(document->file) + " --site " + shell_word(row.site) + " --usage " +
             option_of(row.facts.usage);
  const auto add = [&command](std::string_view option, const std::string& value) {
    command += " " + std::string(option) + " " + shell_word(value);
  };
  if (row.facts.subject.common_name != usual) {
    add("--service-name", row.facts.subject.common_name);
  }
  if (!request.workspace_argument.empty()) {
    add("--workspace", request.workspace_argument);
  }
  if (!request.policy_argument.empty()) {
    add("--policy", request.policy_argument);
  }
  return command;
}

bool is_ordered(const Row& row) {
  using enum model::Usage;
  constexpr std::array kUsages = {auth_cli, sign, conf, serv_ssl, serv_sign};
  return std::ranges::find(kUsages, row.facts.usage) != kUsages.end() &&
         (row.facts.environment != model::Environment::unknown || !row.site.empty());
}

/// Says that an order is on its way.
void remark_order(Row& row, const record::Entry& order) {
  const auto state = order.now.state;
  row.remarks.push_back({state == model::OrderState::delivered   ? "EXPIRY-REMARK-DELIVERED"
                         : state == model::OrderState::requested ? "EXPIRY-REMARK-REQUESTED"
                                                                 : "EXPIRY-REMARK-READY",
                         {arg("folder", order.folder.folder.string())}});
}

/// The command that brings a new certificate, or that tells what blocks it.
std::string next_command(Row& row, bool renew, const Request& request) {
  const auto* document = row.site.empty() ? nullptr : document_of(row, request);
  const auto* rules = blocking(row, document);
  if (rules == nullptr) {
    return command_for(row, renew, document, request);
  }
  row.remarks.push_back({"EXPIRY-REMARK-BLOCKED", {arg("rules", listed(*rules))}});
  return check_command(row, *document, request);
}

}  // namespace

void match_sites(std::vector<Row>& rows, const Request& request) {
  const auto& policy = policy_of(request);
  if (request.dossiers.empty()) {
    return;
  }
  std::vector<Row> missing;
  const auto known = known_of(rows);
  for (const auto& document : request.dossiers) {
    for (const auto& want : wants_of(document, policy)) {
      bool found = false;
      std::optional<model::Environment> elsewhere;
      for (const auto& each : known) {
        if (!is_of_site(each, want)) {
          continue;
        }
        auto& row = *each.row;
        if (row.facts.environment != document.dossier->environment) {
          elsewhere = row.facts.environment;
          continue;
        }
        // What was replaced or revoked does not serve any more; what was revoked unnoticed alarms
        // by itself.
        found = found || !row.is_set_aside();
        row.site = row.site.empty() ? want.site->id : row.site;
      }
      if (!found) {
        missing.push_back(missing_row(want, policy));
      }
      if (!found && elsewhere) {
        missing.back().remarks.push_back(
            {"EXPIRY-REMARK-ENVIRONMENT",
             {arg_text("environment", "environment." + std::string(to_string(*elsewhere)))}});
      }
    }
  }
  std::ranges::move(missing, std::back_inserter(rows));
}

void plan_renewals(std::vector<Row>& rows, const KnownOrders& known, const Request& request) {
  const auto& policy = policy_of(request);
  for (auto& row : rows) {
    if (!is_ordered(row) || row.is_set_aside()) {
      continue;
    }
    const auto today = date_of(request.now);
    const bool possible = row.status != CertificateStatus::missing &&
                          row.status != CertificateStatus::expired &&
                          row.status != CertificateStatus::revoked;
    const auto* coming = known.on_its_way(row);
    if (coming != nullptr) {
      remark_order(row, *coming);
    }
    if (coming != nullptr && !possible) {
      continue;  // No new request is needed.
    }
    const auto before = [&row](int days) {
      return Date(std::chrono::sys_days(row.ends_on()) - std::chrono::days(days));
    };
    model::Renewal renewal{possible, today, today, today, {}};
    if (possible) {
      renewal.notice_on = before(policy.renewal_notice_days);
      renewal.start_by = before(policy.order_lead_days);
      renewal.last_day = row.ends_on();
    }
    if (coming == nullptr) {
      renewal.command = next_command(row, possible, request);
    }
    row.renewal = std::move(renewal);
  }
}

}  // namespace dmp::expiry::detail
