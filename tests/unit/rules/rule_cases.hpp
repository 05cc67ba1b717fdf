#pragma once

#include <functional>

#include "right_register.hpp"

namespace dmp::test {

/// Case is a mutation of a right dossier, with all the findings that it gives.
struct Case {
  std::string rule;
  std::string pointer;
  std::function<void(model::Dossier&)> mutate;
  std::vector<std::string> others = {};  ///< Rules that the same mutation violates.
  Date as_of = 2026y / 11 / 23;
  std::string_view policy = "ans-2021-09-30";
  std::function<void(policy::Policy&)> edit = {};  ///< Changes the edition as a file would.
  bool with_register = false;                      ///< Compared with `right_register`.
};

/// The first of the two sites, the one that the cases change.
inline model::Establishment& site(model::Dossier& dossier) {
  return dossier.establishments.front();
}

inline Asked request_of(const Case& one) {
  auto dossier = right_dossier();
  one.mutate(dossier);
  auto request = asked(read(std::move(dossier)), one.as_of, one.policy);
  if (one.edit) {
    one.edit(request.policy);
  }
  if (one.with_register) {
    request.finess_register = right_register();
  }
  return request;
}

/// all_cases lists those of every rule over dossiers.
std::vector<Case> all_cases();
std::vector<Case> edition_cases();
std::vector<Case> acceptance_cases();
std::vector<Case> group_cases();
std::vector<Case> contact_cases();
std::vector<Case> order_cases();
std::vector<Case> register_cases();

}  // namespace dmp::test
