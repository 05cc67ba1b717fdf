#pragma once

#include "dmp/model/readiness.hpp"
#include "dmp/rules/subjects.hpp"

/// What is to be done next, by whom, with which form, sent where (procedure 4.2 to 7).
namespace dmp::check {

/// plan_site fills in the stage of a site and its steps, in the order in which they are to be done.
/// `violated` are the rules that the site violates and does not accept, in the order of the
/// findings.
void plan_site(const rules::Site& site, const std::vector<std::string>& violated,
               model::SiteReadiness& readiness);

/// plan_group returns the steps of the group as a whole.
std::vector<model::Step> plan_group(const rules::Document& document,
                                    const std::vector<std::string>& violated);

}  // namespace dmp::check
