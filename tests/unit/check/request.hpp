#pragma once

#include "dmp/check/check.hpp"
#include "unit/rules/right_dossier.hpp"

namespace dmp::test {

inline check::Request request_for(documents::Reading<model::Dossier> reading,
                                  Date as_of = 2026y / 11 / 23,
                                  std::string_view policy = "ans-2021-09-30") {
  auto made = asked(std::move(reading), as_of, policy);
  check::Request request{{}, std::move(made.policy), start_of(as_of), {}};
  request.dossiers.push_back(std::move(made.reading));
  return request;
}

}  // namespace dmp::test
