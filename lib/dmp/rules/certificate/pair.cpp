#include <algorithm>
#include <map>
#include <set>

#include "dmp/policy/service.hpp"
#include "dmp/rules/detail/certificate.hpp"
#include "dmp/x509/name.hpp"

// The two certificates that the DMP wants of a structure: AUTH_CLI and SIGN.
namespace dmp::rules::detail {
namespace {

using model::Usage;

using Group = std::vector<const Held*>;

/// Each certificate for the DMP once. Those of INSi are others, beside the pair.
Group for_dmp(const Together& together) {
  Group all;
  std::set<model::Fingerprint> known;
  for (const auto& held : together.held) {
    const auto usage = held.facts.usage;
    if ((usage == Usage::auth_cli || usage == Usage::sign) &&
        !policy::is_insi(held.facts.subject.common_name) &&
        known.insert(held.facts.sha256).second) {
      all.push_back(&held);
    }
  }
  return all;
}

Group with_usage(const Group& group, Usage usage) {
  Group found;
  std::ranges::copy_if(group, std::back_inserter(found),
                       [usage](const Held* held) { return held->facts.usage == usage; });
  return found;
}

std::string structure_of(const Held& held) {
  return held.structure ? held.structure->text() : held.facts.structure();
}

/// Two certificates are a pair whatever their structures; more are sorted by them.
std::vector<Group> groups_of(const Together& together) {
  if (together.question.installing) {
    return {};  // What comes together need not be a pair.
  }
  const auto all = for_dmp(together);
  if (all.size() == 2 && all[0]->facts.usage != all[1]->facts.usage) {
    return {all};
  }
  std::map<std::string, Group> by_structure;
  for (const auto* held : all) {
    by_structure[structure_of(*held)].push_back(held);
  }
  std::vector<Group> groups;
  for (auto& [structure, group] : by_structure) {
    groups.push_back(std::move(group));
  }
  return groups;
}

struct Pair {
  const Held* auth;
  const Held* sign;
};

std::vector<Pair> pairs_of(const Together& together) {
  std::vector<Pair> pairs;
  for (const auto& group : groups_of(together)) {
    const auto auth = with_usage(group, Usage::auth_cli);
    const auto sign = with_usage(group, Usage::sign);
    if (auth.size() == 1 && sign.size() == 1) {
      pairs.push_back({auth.front(), sign.front()});
    }
  }
  return pairs;
}

Args both(const Pair& pair, Arg first, Arg second) {
  first.name = "auth";
  second.name = "sign";
  return {std::move(first), std::move(second), arg("other", pair.auth->name())};
}

void structure(const Together& together, SharedFaults& out) {
  for (const auto& pair : pairs_of(together)) {
    if (structure_of(*pair.auth) != structure_of(*pair.sign)) {
      out.push_back({pair.sign, both(pair, arg("", structure_of(*pair.auth)),
                                     arg("", structure_of(*pair.sign)))});
    }
  }
}

void organisation(const Together& together, SharedFaults& out) {
  for (const auto& pair : pairs_of(together)) {
    const auto auth = x509::normal_spaces(pair.auth->facts.subject.organisation);
    const auto sign = x509::normal_spaces(pair.sign->facts.subject.organisation);
    if (auth != sign) {
      out.push_back({pair.sign, both(pair, arg("", auth), arg("", sign))});
    }
  }
}

void environment(const Together& together, SharedFaults& out) {
  for (const auto& pair : pairs_of(together)) {
    if (pair.auth->facts.environment != pair.sign->facts.environment) {
      out.push_back({pair.sign, both(pair, environment_arg("", pair.auth->facts.environment),
                                     environment_arg("", pair.sign->facts.environment))});
    }
  }
}

void incomplete(const Together& together, SharedFaults& out) {
  // One certificate alone is looked at for itself.
  if (for_dmp(together).size() < 2) {
    return;
  }
  for (const auto& group : groups_of(together)) {
    for (const auto usage : {Usage::auth_cli, Usage::sign}) {
      if (with_usage(group, usage).empty()) {
        out.push_back(
            {group.front(),
             {arg("missing", to_string(usage)), arg("structure", structure_of(*group.front()))}});
      }
    }
  }
}

void twice(const Together& together, SharedFaults& out) {
  for (const auto& group : groups_of(together)) {
    for (const auto usage : {Usage::auth_cli, Usage::sign}) {
      const auto same = with_usage(group, usage);
      if (same.size() > 1) {
        out.push_back({same.front(),
                       {arg("usage", to_string(usage)), arg("count", same.size()),
                        arg("structure", structure_of(*same.front()))}});
      }
    }
  }
}

void key_reused(const Together& together, SharedFaults& out) {
  std::map<std::string_view, const Held*> keys;
  for (const auto& held : together.held) {
    const auto [first, is_new] = keys.try_emplace(held.facts.public_key_sha256, &held);
    // The renewal of a certificate may keep its key.
    if (!is_new && first->second->facts.usage != held.facts.usage) {
      out.push_back({&held,
                     {arg("other", first->second->name()), arg("other_file", first->second->file),
                      arg("other_usage", to_string(first->second->facts.usage)),
                      arg("usage", to_string(held.facts.usage))}});
    }
  }
}

constexpr std::string_view kChapter = "ANS 30/09/2021, 3";

constexpr Check kChecks[] = {
    {.rule = {"CERT-PAIR-STRUCTURE",
              Severity::error,
              kChapter,
              {"{certificate}: belongs to structure {sign}, but {other} belongs to {auth}: they "
               "are not a pair",
               "{certificate} : appartient à la structure {sign}, mais {other} à {auth} : ce n'est "
               "pas une paire",
               "Use AUTH_CLI and SIGN certificates of the same structure together.",
               "Utiliser ensemble les certificats AUTH_CLI et SIGN d'une même structure."}},
     .together = structure},
    {.rule = {"CERT-PAIR-ORGANISATION",
              Severity::warning,
              kChapter,
              {"{certificate}: its O is \"{sign}\", but that of {other} is \"{auth}\"",
               "{certificate} : son O est « {sign} », celui de {other} est « {auth} »",
               "The name changed between the two orders: replace the older certificate when it is "
               "renewed.",
               "La raison sociale a changé entre les deux commandes : remplacer le certificat le "
               "plus ancien à son renouvellement."}},
     .together = organisation},
    {.rule = {"CERT-PAIR-ENVIRONMENT",
              Severity::error,
              kChapter,
              {"{certificate}: belongs to the environment \"{sign}\", but {other} to \"{auth}\"",
               "{certificate} : relève de l'environnement « {sign} », mais {other} de "
               "l'environnement « {auth} »",
               "Never mix TEST and production: order both from the same environment.",
               "Ne jamais mélanger TEST et production : commander les deux dans le même "
               "environnement."}},
     .together = environment},
    {.rule =
         {"CERT-PAIR-INCOMPLETE",
          Severity::warning,
          kChapter,
          {"structure {structure}: there is no {missing} certificate to go with {certificate}",
           "structure {structure} : aucun certificat {missing} n'accompagne {certificate}",
           "The DMP needs AUTH_CLI and SIGN: give both files, or order the missing certificate.",
           "Le DMP exige AUTH_CLI et SIGN : donner les deux fichiers, ou commander le certificat "
           "manquant."}},
     .together = incomplete},
    {.rule = {"CERT-PAIR-TWICE",
              Severity::info,
              kChapter,
              {"structure {structure}: has {count} certificates of usage {usage}",
               "structure {structure} : possède {count} certificats d'usage {usage}",
               "This is normal during a renewal; otherwise keep only the one in use.",
               "C'est normal pendant un renouvellement ; sinon, ne garder que celui qui est en "
               "service."}},
     .together = twice},
    {.rule = {"CERT-KEY-REUSED",
              Severity::error,
              kChapter,
              {"{certificate}: its {usage} certificate has the same key as {other} ({other_usage}, "
               "{other_file})",
               "{certificate} : son certificat {usage} a la même clé que {other} ({other_usage}, "
               "{other_file})",
               "Generate one key for each certificate, and order this one again.",
               "Générer une clé par certificat, et commander de nouveau celui-ci."}},
     .together = key_reused},
};

}  // namespace

Checks pair_checks() { return kChecks; }

}  // namespace dmp::rules::detail
