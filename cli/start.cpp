#include "start.hpp"

#include <exception>
#include <iostream>

#include "dmp/card/module.hpp"
#include "dmp/x509/secure_memory.hpp"
#include "exit_code.hpp"
#include "module_host.hpp"
#include "process.hpp"

namespace dmp::cli {

int start(int argc, char** argv, const Program& program) {
  harden_process();
  if (is_module_host(argc, argv)) {
    return card::host_module();
  }
  // Where there is no such memory, the keys are as safe as any other program's.
  (void)x509::use_secure_memory();
  try {
    return run(argc, argv, program);
  } catch (const std::exception& e) {
    std::cerr << "dmpcert: internal error: " << e.what() << '\n';
  } catch (...) {
    std::cerr << "dmpcert: internal error\n";
  }
  return kBug;
}

}  // namespace dmp::cli
