#pragma once

#include <string>

#include "dmp/base/text.hpp"
#include "dmp/model/readiness.hpp"

// The words that several formats share. What they return is not escaped for any of them.
namespace dmp::report {

std::string stage_word(model::Stage stage, const Wording& wording);
/// form_word is "form 101", or empty when the step has no form.
std::string form_word(const model::Step& step, const Wording& wording);

}  // namespace dmp::report
