// Reads simulations of @cloud-copilot/iam-simulate from stdin, one JSON object a line, and answers each with one line:
// Allowed, ExplicitlyDenied, ImplicitlyDenied, or "error: ..." for one that it does not take.
import { createInterface } from 'node:readline'
import { createValidatedPolicy } from '@cloud-copilot/iam-policy'
import { runSimulation, runUnsafeSimulation } from '@cloud-copilot/iam-simulate'

// Only the checked way knows that an action without resources is asked on "*"; it drops all context keys that are not
// the action's. The other way takes condition keys of any name, so that every type of key can be tried.
async function decide(simulation) {
  if (simulation.request.resource.resource === '*') {
    const answer = await runSimulation(simulation, {})
    return answer.resultType === 'error' ? `error: ${JSON.stringify(answer.errors)}` : answer.overallResult
  }
  if (simulation.resourcePolicy) {
    // It reads the metadata of the resource's policy, and takes none but with a policy that counts as checked.
    simulation.resourcePolicy = createValidatedPolicy(simulation.resourcePolicy, () => [], { name: 'resource policy' })
  }
  return runUnsafeSimulation(simulation, {})
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${await decide(JSON.parse(line))}\n`)
}
