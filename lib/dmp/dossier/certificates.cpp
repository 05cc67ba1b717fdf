#include "dmp/dossier/certificates.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "dmp/base/utf8.hpp"
#include "dmp/dossier/detail/growth.hpp"
#include "dmp/dossier/detail/register_parts.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/model/structure_id.hpp"
#include "dmp/policy/service.hpp"

namespace dmp::dossier {
namespace {

using model::Environment;
using model::StructureId;
using model::Usage;
using sources::Placed;

/// Held is a certificate that is in service, as a dossier says it.
struct Held {
  const Placed* placed = nullptr;
  StructureId structure;
  std::string service;
  std::string name;  ///< Empty: the edition's.
  Date ends;

  [[nodiscard]] std::string usage() const { return std::string(to_string(placed->facts.usage)); }
  /// What a table and a report call it.
  [[nodiscard]] std::string label() const { return service + " " + usage(); }
};

std::optional<StructureId> structure_of(const Placed& placed) {
  const auto parsed = StructureId::parse(placed.facts.structure());
  return parsed ? std::optional(parsed->value) : std::nullopt;
}

/// Whether a name has what no dossier takes in one.
bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (c >= 0 && c < ' ') || c == 0x7F; });
}

/// Why a certificate is none that a dossier has, as the id of a text; nothing where it is one.
std::optional<std::string_view> unfit(const model::CertificateSummary& facts,
                                      const std::optional<StructureId>& structure, Date as_of) {
  if (facts.is_ca || facts.usage == Usage::ca) {
    return "import.skip.authority";
  }
  if (facts.usage == Usage::card_auth || facts.usage == Usage::card_sign) {
    return "import.skip.card";
  }
  if (facts.usage == Usage::serv_ssl || facts.usage == Usage::serv_sign) {
    return "import.skip.server";
  }
  if (facts.usage == Usage::other || facts.environment == Environment::unknown) {
    return "import.skip.other";
  }
  const bool is_usual = structure && (structure->kind() == StructureId::Kind::finess ||
                                      structure->kind() == StructureId::Kind::siret);
  if (!is_usual) {
    return "import.skip.structure";
  }
  if (date_of(facts.ends_at()) < as_of) {
    return "import.skip.expired";
  }
  constexpr std::size_t kLongest = 64;
  const auto& name = facts.subject.common_name;
  return name.empty() || has_control(name) || count_characters(name) > kLongest
             ? std::optional<std::string_view>("import.skip.name")
             : std::nullopt;
}

/// The whole name of the structure, where the authority cannot have cut it.
std::string organisation_of(const Held& held) {
  constexpr std::size_t kCut = 40;
  const auto& name = held.placed->facts.subject.organisation;
  return count_characters(name) < kCut && !has_control(name) ? name : std::string();
}

/// Sorter tells which certificates a dossier can have.
class Sorter {
 public:
  Sorter(const CertificatesRequest& request, Imported& result)
      : request_(request), result_(result) {}

  /// held returns those that are in service, each service's newest of a structure, in the order in
  /// which they were met.
  std::vector<Held> held() {
    std::vector<Held> fit;
    for (const auto& placed : request_.found.certificates) {
      const auto structure = structure_of(placed);
      if (const auto why = unfit(placed.facts, structure, request_.as_of)) {
        skip(placed, *why);
      } else {
        fit.push_back(held_of(placed, *structure));
      }
    }
    environment_ = environment_of(fit);
    std::map<std::string, std::size_t> newest;
    std::vector<Held> kept;
    for (auto& each : fit) {
      if (each.placed->facts.environment != environment_) {
        skip(*each.placed, "import.skip.environment");
        continue;
      }
      const auto key = each.structure.text() + "\n" + each.label() + "\n" + each.name;
      const auto [at, is_new] = newest.emplace(key, kept.size());
      if (is_new) {
        kept.push_back(std::move(each));
      } else {
        auto& other = kept[at->second];
        if (other.ends < each.ends) {
          std::swap(other, each);
        }
        skip(*each.placed, "import.skip.replaced");
      }
    }
    for (const auto& each : kept) {
      note_name(each);
    }
    return kept;
  }

  [[nodiscard]] Environment environment() const { return environment_; }

 private:
  static Held held_of(const Placed& placed, const StructureId& structure) {
    const auto& name = placed.facts.subject.common_name;
    const auto match = policy::match_service(name, placed.facts.usage, newest_edition());
    Held held{&placed, structure, std::string(model::kDmp), "", date_of(placed.facts.ends_at())};
    if (match.kind == policy::ServiceMatch::Kind::other) {
      // What it is for shows in its name only.
      held.service = name;
      held.name = name;
    } else if (match.kind == policy::ServiceMatch::Kind::insi || policy::is_insi(match.right)) {
      held.service = "INSI";
      held.name = match.kind == policy::ServiceMatch::Kind::insi ? name : match.right;
    }
    return held;
  }

  /// That of the dossier; else production before the others.
  [[nodiscard]] Environment environment_of(const std::vector<Held>& fit) const {
    if (request_.into) {
      return model::parse_environment(request_.into->text("/environment").value_or(""))
          .value_or(Environment::production);
    }
    for (const auto each : {Environment::production, Environment::test, Environment::rehearsal}) {
      if (std::ranges::any_of(
              fit, [each](const Held& held) { return held.placed->facts.environment == each; })) {
        return each;
      }
    }
    return Environment::production;
  }

  /// Says where the next certificate will have another name.
  void note_name(const Held& held) {
    const auto& name = held.placed->facts.subject.common_name;
    const auto right =
        !held.name.empty() ? held.name : newest_edition().service_name(held.placed->facts.usage);
    if (name != right && !right.empty()) {
      add("IMPORT-CERTIFICATE-NAME", Severity::info, *held.placed,
          {arg("name", name), arg("right", right)});
    }
  }

  void skip(const Placed& placed, std::string_view why) {
    ++result_.refused;
    add("IMPORT-CERTIFICATE-SKIPPED", Severity::info, placed, {arg_text("why", why)});
  }

  void add(std::string_view rule, Severity severity, const Placed& placed, Args args) {
    result_.findings.push_back(
        {std::string(rule), severity, {placed.source, "", 0, 0}, "", std::move(args), ""});
  }

  const CertificatesRequest& request_;
  Imported& result_;
  Environment environment_ = Environment::production;
};

/// Placer puts each certificate at the site or the legal entity whose number it is on.
class Placer {
 public:
  Placer(const CertificatesRequest& request, Imported& result)
      : request_(request), result_(result), edit_(request.into) {
    if (request.into) {
      view_.emplace(*request.into);
    }
  }

  void place(const std::vector<Held>& all) {
    // A structure without FINESS number may be a site of which the others have said more.
    for (const auto kind : {StructureId::Kind::finess, StructureId::Kind::siret}) {
      for (const auto& held : all) {
        if (held.structure.kind() == kind) {
          place(held);
        }
      }
    }
    add_lone_entities();
    std::set<std::string> sites = changed_;
    for (const auto& site : draft_.sites) {
      sites.insert(site["id"].get<std::string>());
    }
    result_.sites = sites.size();
  }

  std::string finish(Environment environment) {
    if (!request_.into) {
      for (const auto& site : draft_.sites) {
        note_new(site);
      }
      draft_.environment = to_string(environment);
      draft_.needs_usual = true;
      return compose(std::move(draft_), request_.wording);
    }
    Growth growth(*edit_, *view_, request_.wording);
    for (auto& entity : draft_.entities) {
      result_.changes.push_back({"", "", "", entity["finess"]});
      growth.add_entity(std::move(entity));
    }
    for (auto& site : draft_.sites) {
      note_new(site);
      growth.add_site(std::move(site));
    }
    return edit_->result();
  }

 private:
  void place(const Held& held) {
    const std::string number(held.structure.number());
    if (held.structure.kind() == StructureId::Kind::siret) {
      hold(held, site_with(held, number, "siret"), "siret");
    } else if (is_entity(number)) {
      hold(held, entity_with(held, number), "legal-entity");
    } else {
      hold(held, site_with(held, number, "finess"), "site");
    }
  }

  /// Where a certificate goes: an object of the draft, or a pointer into the dossier.
  struct Holder {
    Json* draft = nullptr;
    std::string pointer = {};
    std::string site = {};  ///< Id, of one in the dossier.
  };

  [[nodiscard]] const registry::Extract* extract() const {
    return request_.finess_register ? &*request_.finess_register : nullptr;
  }

  [[nodiscard]] bool is_entity(const std::string& number) const {
    if (view_ && view_->find_site(number)) {
      return false;
    }
    const bool is_held = view_ && !view_->entity(number).empty();
    const bool is_draft = std::ranges::any_of(
        draft_.entities, [&](const Json& each) { return each["finess"] == number; });
    const bool is_site = extract() != nullptr && extract()->find_establishment(number) != nullptr;
    return is_held || (!is_site && (is_draft || (extract() != nullptr &&
                                                 extract()->find_legal_entity(number) != nullptr)));
  }

  Holder site_with(const Held& held, const std::string& number, const char* key) {
    if (const auto index = view_ ? view_->find_site(number) : std::nullopt) {
      const auto pointer = "/establishments/" + std::to_string(*index);
      return {nullptr, pointer, request_.into->text(pointer + "/id").value_or("")};
    }
    const auto found = std::ranges::find_if(
        draft_.sites, [&](const Json& each) { return each.contains(key) && each[key] == number; });
    return {found == draft_.sites.end() ? &add_site(held, number, key) : &*found};
  }

  Json& add_site(const Held& held, const std::string& number, const char* key) {
    const auto is_taken = [this](std::string_view id) {
      return ids_.contains(id) || (view_ && view_->has_id(id));
    };
    const auto* record = extract() == nullptr ? nullptr : extract()->find_establishment(number);
    Json site;
    if (record != nullptr) {
      site = site_of(*record, is_taken);
      if (!record->juridical.empty()) {
        (void)need_entity(record->juridical);
      }
    } else {
      site["id"] = id_from(held.placed->facts.subject.organisation, is_taken);
      if (const auto name = organisation_of(held); !name.empty()) {
        site["name"] = name;
      }
      site[key] = number;
      if (held.structure.kind() == StructureId::Kind::finess) {
        result_.findings.push_back({"IMPORT-CERTIFICATE-KIND",
                                    Severity::warning,
                                    {held.placed->source, "", 0, 0},
                                    site["id"].get<std::string>(),
                                    {arg("number", number)},
                                    ""});
      }
    }
    ids_.insert(site["id"].get<std::string>());
    return draft_.sites.emplace_back(std::move(site));
  }

  /// The legal entity of that number, begun where nobody has it; null where the dossier does.
  Json* need_entity(const std::string& number) {
    if (view_ && !view_->entity(number).empty()) {
      return nullptr;
    }
    const auto found = std::ranges::find_if(
        draft_.entities, [&](const Json& each) { return each["finess"] == number; });
    return found == draft_.entities.end()
               ? &draft_.entities.emplace_back(entity_of(number, extract(), request_.wording))
               : &*found;
  }

  Holder entity_with(const Held& held, const std::string& number) {
    auto* entity = need_entity(number);
    if (entity == nullptr) {
      return {nullptr, view_->entity(number)};
    }
    const auto* known = extract() == nullptr ? nullptr : extract()->find_legal_entity(number);
    if (const auto name = organisation_of(held);
        !name.empty() && (known == nullptr || name_of(*known).empty())) {
      (*entity)["name"] = name;
    }
    return {entity};
  }

  void hold(const Held& held, const Holder& holder, const char* carrier) {
    if (holder.draft != nullptr) {
      (*holder.draft)["certificates"].push_back(json_of(held, carrier));
      return;
    }
    const auto ends = format_date(held.ends);
    const auto list = holder.pointer + "/certificates";
    const auto text = [&](const std::string& at, std::string_view otherwise) {
      return request_.into->text(at).value_or(std::string(otherwise));
    };
    for (std::size_t i = 0, size = request_.into->size(list); i < size; ++i) {
      const auto at = list + "/" + std::to_string(i);
      const bool is_it = text(at + "/service", model::kDmp) == held.service &&
                         text(at + "/usage", "") == held.usage() &&
                         text(at + "/name", "") == held.name &&
                         text(at + "/carried_by", carrier) == carrier;
      if (is_it) {
        const auto before = text(at + "/expires_on", "");
        // What the dossier says may be newer than what was found.
        if (documents::is_todo(before) || before < ends) {
          edit_->set(at + "/expires_on", Json(ends).dump());
          note(holder, held, documents::is_todo(before) ? "" : before);
        }
        return;
      }
    }
    edit_->append(list, json_of(held, carrier).dump());
    note(holder, held, "");
  }

  void note(const Holder& holder, const Held& held, const std::string& before) {
    result_.changes.push_back(
        {holder.site, "certificates", before, held.label() + ", " + format_date(held.ends)});
    if (!holder.site.empty()) {
      changed_.insert(holder.site);
    }
  }

  static Json json_of(const Held& held, const char* carrier) {
    Json json = {{"service", held.service}, {"usage", held.usage()}};
    if (!held.name.empty()) {
      json["name"] = held.name;
    }
    json["carried_by"] = carrier;
    json["expires_on"] = format_date(held.ends);
    return json;
  }

  /// A legal entity that has certificates has a site that uses them.
  void add_lone_entities() {
    for (const auto& entity : draft_.entities) {
      const auto has_it = [&](const Json& site) {
        return site.contains("legal_entity") && site["legal_entity"] == entity["finess"];
      };
      if (std::ranges::none_of(draft_.sites, has_it)) {
        const auto number = entity["finess"].get<std::string>();
        draft_.sites.push_back({{"id", "site-" + number}, {"legal_entity", number}});
      }
    }
  }

  void note_new(const Json& site) {
    const auto id = site["id"].get<std::string>();
    const auto text = [&site](const char* key) {
      return site.contains(key) ? site[key].get<std::string>() : std::string();
    };
    const auto name = text("name");
    const auto number = text("finess").empty() ? text("siret") : text("finess");
    result_.changes.push_back({id, "", "", name.empty() ? number : name});
    if (site.contains("certificates")) {
      for (const auto& each : site["certificates"]) {
        result_.changes.push_back({id, "certificates", "",
                                   each["service"].get<std::string>() + " " +
                                       each["usage"].get<std::string>() + ", " +
                                       each["expires_on"].get<std::string>()});
      }
    }
  }

  const CertificatesRequest& request_;
  Imported& result_;
  std::optional<documents::Edit> edit_;
  std::optional<View> view_;
  Draft draft_;
  std::set<std::string, std::less<>> ids_;
  std::set<std::string> changed_;  ///< Ids of sites of the dossier.
};

/// What could not be read.
void note_broken(const std::vector<Error>& broken, Imported& result) {
  for (const auto& error : broken) {
    const auto file = std::ranges::find(error.args, "file", &Arg::name);
    const bool is_closed = error.kind == ErrorKind::secret;
    result.findings.push_back({is_closed ? "IMPORT-CERTIFICATE-ENCRYPTED" : error.id,
                               is_closed ? Severity::warning : Severity::error,
                               {file == error.args.end() ? "" : file->value, "", 0, 0},
                               "",
                               error.args,
                               ""});
  }
}

}  // namespace

std::vector<std::string> numbers_in(const sources::Gathered& found) {
  std::set<std::string> numbers;
  for (const auto& placed : found.certificates) {
    const auto structure = placed.facts.is_ca ? std::nullopt : structure_of(placed);
    if (structure && structure->kind() == StructureId::Kind::finess) {
      numbers.emplace(structure->number());
    }
  }
  return {numbers.begin(), numbers.end()};
}

Imported import_certificates(const CertificatesRequest& request) {
  Imported result;
  result.lines = request.found.certificates.size();
  note_broken(request.found.broken, result);
  Sorter sorter(request, result);
  const auto held = sorter.held();
  if (held.empty()) {
    return result;
  }
  Placer placer(request, result);
  placer.place(held);
  result.document = placer.finish(sorter.environment());
  return result;
}

}  // namespace dmp::dossier
