#pragma once

#include <string>
#include <vector>

#include "dmp/install/install.hpp"
#include "dmp/install/rollback.hpp"
#include "dmp/net/tls_probe.hpp"
#include "dmp/render/heading.hpp"
#include "dmp/render/sink.hpp"
#include "dmp/render/table.hpp"

/// What was installed, is installed or was gone back from, in the formats of people and of
/// programs.
namespace dmp::install {

/// to_text tells an installation; a rehearsal with the permissions of each file, and with the
/// certificates that would leave and come. `now` is the moment at which they were judged.
std::string to_text(const Outcome& outcome, Stage stage, Instant now,
                    const render::TextStyle& style);

/// Probed is what a server, as it was named, did with an installed certificate.
struct Probed {
  std::string host;
  net::ProbeAnswer answer;
};
std::string to_text(const net::ProbeAnswer& answer, const Wording& wording);

/// write_json renders a report (schemas/report.schema.json), as do the others.
void write_json(const Outcome& outcome, const std::vector<Probed>& probes,
                const render::Heading& heading, const render::Sink& sink);

/// to_text lists the versions of each place.
std::string to_text(const Listing& listing, const Wording& wording);
void write_json(const Listing& listing, const render::Heading& heading, const render::Sink& sink);

/// to_text tells which places went back, or would.
std::string to_text(const RollbackOutcome& outcome, bool dry_run, const Wording& wording);
void write_json(const RollbackOutcome& outcome, const render::Heading& heading,
                const render::Sink& sink);

}  // namespace dmp::install
