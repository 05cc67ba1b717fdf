#pragma once

#include "dmp/install/install.hpp"
#include "dmp/report/document.hpp"
#include "system/session.hpp"

/// How an installation is told.
namespace dmp::cli {

/// InstallStage is how far the user lets it go.
enum class InstallStage { verify, rehearse, install };

/// document_of makes the document of an outcome.
report::Document document_of(const install::Outcome& outcome, const Session& session);

/// print_outcome prints it as text; a rehearsal with the permissions of each file, and with the
/// certificates that would leave and come.
void print_outcome(const install::Outcome& outcome, const report::Document& document,
                   InstallStage stage, const Session& session);

}  // namespace dmp::cli
