#pragma once

#include <cstddef>
#include <string>

#include "dmp/csr/csr.hpp"
#include "dmp/csr/orders.hpp"
#include "dmp/csr/signing.hpp"
#include "dmp/csr/verify.hpp"
#include "dmp/render/heading.hpp"
#include "dmp/render/sink.hpp"
#include "dmp/render/table.hpp"

/// The orders that were made, those of a workspace and the requests that were verified, in the
/// formats of people and of programs.
namespace dmp::csr {

/// to_text tells what became of each order, a line each.
std::string to_text(const Outcome& outcome, const Wording& wording);

/// Beside is what a report of orders tells beside their outcome.
struct Beside {
  Findings findings;                        ///< Those of the outcome among them.
  std::size_t left_out = 0;                 ///< Sites of which no order is made.
  const SignOutcome* signatures = nullptr;  ///< Null where none were asked for.
};
/// write_json renders a report (schemas/report.schema.json), as do the others.
void write_json(const Outcome& outcome, const Beside& beside, const render::Heading& heading,
                const render::Sink& sink);

/// to_text lists orders: site, number, usage, service, state and since when, end of the
/// certificate, folder. What is blocked comes first, then what was revoked, then what had expired
/// on the day `today`. It ends with a newline, and is empty without any.
std::string to_text(const OrderList& list, Date today, const render::TextStyle& style);
void write_json(const OrderList& list, const render::Heading& heading, const render::Sink& sink);

/// to_text renders each request as a block when there are few, and all as a table when there are
/// many (the style's `all` asks for blocks), then the findings.
std::string to_text(const VerifyOutcome& outcome, const render::TextStyle& style);
/// `faulty` are findings about the dossier that the requests are compared with.
void write_json(const VerifyOutcome& outcome, const Findings& faulty,
                const render::Heading& heading, const render::Sink& sink);

}  // namespace dmp::csr
