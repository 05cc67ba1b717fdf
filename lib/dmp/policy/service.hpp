#pragma once

#include <span>
#include <string>
#include <string_view>

#include "dmp/policy/policy.hpp"

/// The names that services demand to the letter for their certificates (service applicatif, CN).
namespace dmp::policy {

/// insi_services are the two names whose certificates INSi answers; any other fails with DESIR_560.
std::span<const std::string_view> insi_services();

/// is_insi tells whether a name is one of these, to the letter.
bool is_insi(std::string_view service);

/// ServiceMatch is what a name is among those that services demand.
struct ServiceMatch {
  enum class Kind {
    expected,     ///< The DMP's for that usage.
    insi,         ///< One of INSi's.
    misspelt,     ///< A demanded name, but for case, spaces, punctuation or another script.
    other_usage,  ///< The name of another usage's certificate.
    near,         ///< Like a demanded name, by a letter or two.
    other,        ///< Another service's.
  };
  Kind kind = Kind::other;
  std::string right;  ///< The name that was meant, or that of the usage; of `other`, none.
};

/// match_service compares a name for a certificate of that usage with those of the procedure, of
/// the policy, and of INSi.
ServiceMatch match_service(std::string_view name, model::Usage usage, const Policy& policy);

}  // namespace dmp::policy
