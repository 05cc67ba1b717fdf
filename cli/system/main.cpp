#include <exception>
#include <iostream>

#include "dmp/card/module.hpp"
#include "dmp/x509/secure_memory.hpp"
#include "system/application.hpp"
#include "system/exit_code.hpp"
#include "system/module_host.hpp"
#include "system/process.hpp"

/// Hardens the process, runs the program and returns its exit code, whatever is thrown.
int main(int argc, char** argv) {
  using namespace dmp;
  cli::harden_process();
  if (cli::is_module_host(argc, argv)) {
    return card::host_module();
  }
  // Where there is no such memory, the keys are as safe as any other program's.
  (void)x509::use_secure_memory();
  try {
    return cli::run(argc, argv);
  } catch (const std::exception& e) {
    std::cerr << "dmpcert: internal error: " << e.what() << '\n';
  } catch (...) {
    std::cerr << "dmpcert: internal error\n";
  }
  return cli::kBug;
}
