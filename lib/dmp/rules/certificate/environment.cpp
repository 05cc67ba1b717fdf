#include <algorithm>

#include "dmp/rules/detail/certificate.hpp"

// Which of the authority's trees a certificate belongs to: production, TEST, or our rehearsal of
// it.
namespace dmp::rules::detail {
namespace {

using model::Environment;

constexpr std::string_view kProductionArc = "1.2.250.1.213.1.7.1.";
constexpr std::string_view kTestArc = "1.2.250.1.213.1.7.2.";

/// The tree of a policy OID. Which OIDs production has is not published: any below the arc is
/// right.
Environment environment_of(std::string_view policy) {
  return policy.starts_with(kProductionArc) ? Environment::production
         : policy.starts_with(kTestArc)     ? Environment::test
                                            : Environment::unknown;
}

/// The rehearsal follows the TEST tree.
Environment tree_of(const Held& held) {
  const auto found = held.facts.environment;
  return found == Environment::rehearsal ? Environment::test : found;
}

void unknown(const Held& held, Faults& out) {
  if (held.facts.environment == Environment::unknown) {
    out.push_back({arg("issuer", held.facts.issuer->printed)});
  }
}

void policy_differs(const Held& held, Faults& out) {
  for (const auto& policy : held.facts.policies) {
    const auto tree = environment_of(policy);
    if (tree != Environment::unknown && tree_of(held) != Environment::unknown &&
        tree != tree_of(held)) {
      out.push_back({arg("policy", policy), environment_arg("found", tree),
                     environment_arg("expected", held.facts.environment)});
    }
  }
}

void policy_unknown(const Held& held, Faults& out) {
  const auto& policies = held.facts.policies;
  if (std::ranges::all_of(policies, [](const auto& each) {
        return environment_of(each) == Environment::unknown;
      })) {
    out.push_back({arg("found", listed(policies))});
  }
}

std::string hex(int byte) { return to_hex(Bytes{static_cast<std::uint8_t>(byte)}); }

void category_differs(const Held& held, Faults& out) {
  const auto category = held.facts.product_category;
  const auto tree = tree_of(held);
  if (!category || tree == Environment::unknown) {
    return;
  }
  const bool is_test = (*category & 0x80) != 0;
  if (is_test != (tree == Environment::test)) {
    out.push_back({arg("category", hex(*category)),
                   environment_arg("found", is_test ? Environment::test : Environment::production),
                   environment_arg("expected", held.facts.environment)});
  }
}

void category_unknown(const Held& held, Faults& out) {
  const auto category = held.facts.product_category;
  if (!category || (*category & 0x7F) != 0x03) {
    out.push_back({arg("category", category ? hex(*category) : "")});
  }
}

/// Certificates and the authorities that came with them, of which file the first of each tree is.
void mixed(const Together& together, SharedFaults& out) {
  struct Seen {
    Environment environment;
    std::string_view file;
  };
  std::vector<Seen> seen;
  for (const auto& file : together.question.files) {
    for (const auto& certificate : file.certificates) {
      const auto environment = certificate.facts().environment;
      if (environment != Environment::unknown &&
          std::ranges::find(seen, environment, &Seen::environment) == seen.end()) {
        seen.push_back({environment, file.name});
      }
    }
  }
  for (std::size_t i = 1; i < seen.size(); ++i) {
    out.push_back(
        {nullptr,
         {environment_arg("first", seen[0].environment), arg("first_file", seen[0].file),
          environment_arg("second", seen[i].environment), arg("second_file", seen[i].file)}});
  }
}

constexpr std::string_view kPolicies = "IGC-Santé, certificatePolicies";
constexpr std::string_view kCategory = "IGC-Santé, 1.2.250.1.71.1.2.5";

constexpr Check kChecks[] = {
    {.rule = {"CERT-ENVIRONMENT-UNKNOWN",
              Severity::error,
              "IGC-Santé, issuer",
              {"{certificate}: issued by {issuer}, not by the IGC-Santé",
               "{certificate} : émis par {issuer} et non par l'IGC-Santé",
               "The DMP accepts certificates of the IGC-Santé only: order one on its portal.",
               "Le DMP n'accepte que les certificats de l'IGC-Santé : en commander un sur sa "
               "plateforme."}},
     .certificate = unknown,
     .also_cards = true},
    {.rule = {"CERT-POLICY-ENVIRONMENT",
              Severity::error,
              kPolicies,
              {"{certificate}: its certificate policy {policy} belongs to the environment "
               "\"{found}\", its issuer to \"{expected}\"",
               "{certificate} : sa politique de certification {policy} relève de l'environnement « "
               "{found} », son émetteur de l'environnement « {expected} »",
               "Do not use it until ANS has explained the difference.",
               "Ne pas l'utiliser avant que l'ANS n'ait expliqué l'écart."}},
     .certificate = policy_differs,
     .also_cards = true},
    {.rule = {"CERT-POLICY-UNKNOWN",
              Severity::warning,
              kPolicies,
              {"{certificate}: has no certificate policy of the IGC-Santé; found: {found}",
               "{certificate} : ne porte aucune politique de certification de l'IGC-Santé ; trouvé "
               ": {found}",
               "Check that it comes from the IGC-Santé portal.",
               "Vérifier qu'il vient de la plateforme IGC-Santé."}},
     .certificate = policy_unknown,
     .also_cards = true},
    {.rule = {"CERT-CATEGORY-ENVIRONMENT",
              Severity::error,
              kCategory,
              {"{certificate}: its product category {category} belongs to the environment "
               "\"{found}\", its issuer to \"{expected}\"",
               "{certificate} : sa catégorie de produit {category} relève de l'environnement « "
               "{found} », son émetteur de l'environnement « {expected} »",
               "Do not use it until ANS has explained the difference.",
               "Ne pas l'utiliser avant que l'ANS n'ait expliqué l'écart."}},
     .certificate = category_differs,
     .also_cards = true},
    {.rule =
         {"CERT-CATEGORY-UNKNOWN",
          Severity::warning,
          kCategory,
          {"{certificate}: its product category is {category}; software certificates have 03 or 83",
           "{certificate} : sa catégorie de produit est {category} ; celle des certificats "
           "logiciels est 03 ou 83",
           "Check that it comes from the IGC-Santé portal.",
           "Vérifier qu'il vient de la plateforme IGC-Santé."}},
     .certificate = category_unknown},
    {.rule =
         {"CERT-ENVIRONMENTS-MIXED",
          Severity::error,
          "IGC-Santé, issuer",
          {"certificates of two environments: {first} in {first_file}, {second} in {second_file}",
           "certificats de deux environnements : {first} dans {first_file}, {second} dans "
           "{second_file}",
           "Never mix TEST and production: keep and check them separately.",
           "Ne jamais mélanger TEST et production : les ranger et les vérifier séparément."}},
     .together = mixed},
};

}  // namespace

Checks environment_checks() { return kChecks; }

}  // namespace dmp::rules::detail
