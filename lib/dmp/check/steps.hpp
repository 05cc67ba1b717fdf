#pragma once

#include "dmp/check/engine.hpp"
#include "dmp/model/readiness.hpp"

/// What is to be done next, by whom, with which form, sent where (procedure 4.2 to 7).
namespace dmp::check {

/// plan_site fills in the stage of a site and its steps, in the order in which they are to be done.
/// `rules` are those that the site violates and does not accept, in the order of the findings.
void plan_site(const Site& site, const std::vector<std::string>& rules,
               model::SiteReadiness& readiness);

/// plan_group returns the steps of the group as a whole.
std::vector<model::Step> plan_group(const Document& document,
                                    const std::vector<std::string>& rules);

}  // namespace dmp::check
